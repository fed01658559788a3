# tests/http/valid.jq - what is wrong with an answer, by the description: members that it does not have, that are missing, or of
# another type.
$description[0] as $all
| def named: ltrimstr("#/components/schemas/");
  def wrong($schema; $at):
    . as $value
    | if $schema["$ref"] then wrong($all.components.schemas[$schema["$ref"] | named]; $at)
      elif $schema.type == "object" then
        if type != "object" then "\($at): no object"
        elif $schema.properties == null then empty
        else
          ((keys - ($schema.properties | keys))[] | "\($at): \(.) is not described"),
          (((($schema.required // []) - keys))[] | "\($at): \(.) is missing"),
          ($schema.properties | to_entries[] | .key as $key | .value as $of | $value | select(has($key)) | .[$key] | wrong($of; "\($at).\($key)"))
        end
      elif $schema.type == "array" then
        if type != "array" then "\($at): no list" else (.[] | wrong($schema.items; "\($at)[]")) end
      elif $schema.type == "integer" then if type == "number" and floor == . then empty else "\($at): no integer" end
      elif $schema.type == "boolean" then if type == "boolean" then empty else "\($at): no boolean" end
      elif $schema.format == "date" then
        if type == "string" and test("^[0-9]{4}-[0-9]{2}-[0-9]{2}$") then empty else "\($at): no date" end
      elif $schema.format == "date-time" then
        if type == "string" and test("^[0-9-]{10}T[0-9:.]+([+-][0-9:]{5}|Z)$") then empty else "\($at): no instant" end
      elif $schema.type == "string" then if type == "string" then empty else "\($at): no text" end
      else "\($at): of no type" end;
  . as $one
| ($all.paths[][] | select(.operationId == $one.op) | .responses[$one.status].content // {} | to_entries[0]) as $content
| if $content == null then "\($one.op) \($one.status): an answer that is not described"
  else $one.body | wrong($content.value.schema; $one.op + " " + $one.status) end
