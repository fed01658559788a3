#!/usr/bin/perl
# po/choices.pl - formats that a call chooses between, f(a, b, x ? "one" : "other", ...): xgettext overlooks them, so each
# is printed as a call of its own. choices.pl KEYWORDS FILE...
use strict;
use warnings;

my %position;
open my $keywords, '<', shift or die "keywords: $!";
while (<$keywords>) {
  $position{$1} = $2 if /^(\w+):(\d+)$/;
}
my $names = join '|', sort keys %position;
my $literal = qr/"(?:[^"\\]|\\.)*"/s;

for my $file (@ARGV) {
  open my $in, '<', $file or die "$file: $!";
  local $/;
  my $text = <$in>;
  $text =~ s{/\*.*?\*/}{}gs;
  while ($text =~ /\b($names)\s*(\((?:$literal|'(?:[^'\\]|\\.)+'|[^()"']++|(?2))*\))/gs) {
    my ($name, $inside) = ($1, substr $2, 1, -1);
    my @arguments = $inside =~ /\G((?:$literal|'(?:[^'\\]|\\.)+'|(\((?:$literal|[^()"]++|(?2))*\))|[^,"'()]++)+)(?:,|$)/gs;
    @arguments = @arguments[grep {$_ % 2 == 0} 0 .. $#arguments];
    my $format = $arguments[$position{$name} - 1] // '';
    (my $code = $format) =~ s/$literal//gs;
    next unless $code =~ /\?/;
    print "$name(", '0, ' x ($position{$name} - 1), "$1);\n" while $format =~ /((?:$literal\s*(?:PRI\w+\s*)?)+)/gs;
  }
}
