#!/bin/sh
# tests/cli/frame.sh - the frame of the fasti program: finding commands, options, help, exit statuses, completion.
set -u
# shellcheck source=tests/tap.sh
. "${FASTI_SOURCE:?}/tests/tap.sh"
LC_ALL=C.UTF-8 LANGUAGE=''
export LC_ALL LANGUAGE

fasti --version
is "the version is told" "$status $out$err" "0 fasti 0.1.0"

fasti
is "no command is a usage error" "$status $out" "2 "
has "and shows the overview on standard error" "$err" "usage: fasti COMMAND [OPTION]... [ARGUMENT]..."

fasti --help
overview=$out
is "--help succeeds" "$status $err" "0 "
fasti help
is "help is --help" "$out" "$overview"

fasti halp
is "an unknown command suggests the nearest" "$status $out$err" '2 fasti: there is no command "halp"
did you mean: fasti help
see: fasti help'
fasti quux
is "or nothing" "$status $out$err" '2 fasti: there is no command "quux"
see: fasti help'

fasti completion --help
is "a command explains itself" "$status $out$err" '0 usage: fasti completion [OPTION]... bash

print the completion script of a shell

Options:
  -h, --help                show this help

Exit status:
  0    done
  2    the command was not understood'
help=$out
fasti help completion
is "help COMMAND is COMMAND --help" "$out" "$help"
fasti help nothing
is "help of an unknown command" "$status $err" '2 nothing: there is no such command
see: fasti help --help'

fasti completion
is "a missing operand is named" "$status $err" '2 something is missing: bash
see: fasti completion --help'
fasti completion bash zsh
is "an operand too many is named" "$status $err" '2 zsh: this is one argument too many
see: fasti completion --help'
fasti completion --nothing
is "an unknown option is named" "$status $err" '2 --nothing: there is no such option
see: fasti completion --help'
fasti completion -q
is "an unknown letter is named" "$status $err" '2 -q: there is no such option
see: fasti completion --help'
fasti help --json=yes
is "a switch takes no value" "$status $err" '2 --json=yes: this option takes no value
see: fasti help --help'

fasti help --json
is "help --json tells commands" "$status $(printf %s "$out" | grep -c '"command": "completion"')" "0 1"

if [ -w /dev/full ]; then
  full=0
  err=$("$FASTI_BUILD/fasti" help 2>&1 >/dev/full) || full=$?
  is "output that cannot be written is an error" "$full $err" "13 fasti: standard output cannot be written"
fi

complete_words() { # the last word is completed
  # shellcheck disable=SC2016 # expanded by the inner shell
  bash --norc -c 'eval "$("$1" completion bash)"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _fasti
    printf "%s\n" "${COMPREPLY[@]}"' bash "$FASTI_BUILD/fasti" "$@" 2>/dev/null
}
is "completion completes commands" "$(complete_words fasti comp)" "completion"
is "completion completes options" "$(complete_words fasti help --j)" "--json"
tap_end
