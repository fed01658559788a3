# tests/http/requests.jq - a file for curl --config with one request for each operation of the description: $samples says
# what stands in paths and bodies, $change how this round differs: {token, case, query, body, type, headers, only}.
def escaped: @json;
def path($parts): reduce ($parts | to_entries[]) as $one (.; gsub("\\{" + $one.key + "\\}"; $one.value));
def operations: .paths | to_entries[] | .key as $path | .value | to_entries[]
  | .value + {path: $path, method: (.key | ascii_upcase)};

($samples.parts + ($change.parts // {})) as $parts
| [operations
  | select(($change.only // null) == null or (.operationId as $id | $change.only | index($id)))
  | . as $one
  | ([$samples.query[.operationId], $change.query] | map(select(. != null)) | join("&")) as $query
  | (.requestBody.content // {} | keys[0]) as $media
  | ($change.type // $media) as $type
  | (if $media == null then null elif $change.body != null then $change.body
     elif $media == "application/json" then ($samples.bodies[.operationId] // {} | tojson) else "data" end) as $body
  | "url = " + ($api + (.path[7:] | path($parts)) + (if $query == "" then "" else "?" + $query end) | escaped),
    "request = " + .method,
    "globoff", "silent",
    "output = " + ($out + "/" + .operationId | escaped),
    "write-out = " + (.operationId + " %{http_code}\n" | escaped),
    (if $change.token == null then empty else "header = " + ("Authorization: Bearer " + $change.token | escaped) end),
    (($change.headers // [])[] | "header = " + escaped),
    (if $body == null then empty else "header = " + ("Content-Type: " + $type | escaped), "data-raw = " + ($body | escaped) end),
    "next"]
| .[:-1] | .[]
