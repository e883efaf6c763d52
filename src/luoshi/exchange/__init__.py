"""One format per file: readers turn bytes into a document, writers turn a plan into bytes.

`text.read_text` reads plain text; `json_plan.write_json` and `json_plan.write_json_line` write the JSON
contract, whose shape `contract` declares and `schema` turns into a JSON Schema.
"""
