--- Functions of other engines and of older versions.
-- kinds: DML SELECT csv

SELECT ifnull(1, 2);
-- failed: 2/1303
--   FUNCTION_NOT_FOUND: line 1:8: Function 'ifnull' not registered

SELECT nvl(1, 2);
-- failed: 2/1303
--   FUNCTION_NOT_FOUND: line 1:8: Function 'nvl' not registered

SELECT getdate();
-- failed: 2/1303
--   FUNCTION_NOT_FOUND: line 1:8: Function 'getdate' not registered

SELECT isnull(1);
-- failed: 2/1303
--   FUNCTION_NOT_FOUND: line 1:8: Function 'isnull' not registered

SELECT date_sub(current_date, 1);
-- failed: 2/1303
--   FUNCTION_NOT_FOUND: line 1:8: Function 'date_sub' not registered

SELECT from_timestamp(1);
-- failed: 2/1303
--   FUNCTION_NOT_FOUND: line 1:8: Function 'from_timestamp' not registered

SELECT to_date('2024-01-01');
-- failed: 2/1303
--   FUNCTION_NOT_FOUND: line 1:8: Function 'to_date' not registered

SELECT get_json_object('{}', '$.a');
-- failed: 2/1303
--   FUNCTION_NOT_FOUND: line 1:8: Function 'get_json_object' not registered

SELECT collect_list(1);
-- failed: 2/1303
--   FUNCTION_NOT_FOUND: line 1:8: Function 'collect_list' not registered

SELECT array(1);
-- failed: 2/1303
--   FUNCTION_NOT_FOUND: line 1:8: Function 'array' not registered

SELECT explode(ARRAY[1]);
-- failed: 2/1303
--   FUNCTION_NOT_FOUND: line 1:8: Function 'explode' not registered

SELECT string_agg('a', ',');
-- failed: 2/1303
--   FUNCTION_NOT_FOUND: line 1:8: Function 'string_agg' not registered

SELECT left('abc', 1);
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:8: mismatched input 'left'. Expecting: ${any}

SELECT len('abc');
-- failed: 2/1303
--   FUNCTION_NOT_FOUND: line 1:8: Function 'len' not registered

SELECT charindex('a', 'abc');
-- failed: 2/1303
--   FUNCTION_NOT_FOUND: line 1:8: Function 'charindex' not registered

SELECT st_geometry_from_text('POINT (1 2)');
-- failed: 2/1303
--   FUNCTION_NOT_FOUND: line 1:8: Function 'st_geometry_from_text' not registered
