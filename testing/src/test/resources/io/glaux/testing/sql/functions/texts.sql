--- Functions of texts, regular expressions and addresses.
-- kinds: DML SELECT csv

SELECT substr('Athena', 2, 3) AS a, substr('Athena', -2) AS b, substring('Athena' FROM 3 FOR 2) AS c;
-- rows:
--   a | b | c
--   the | na | he

SELECT strpos('athena', 'e') AS a, position('e' IN 'athena') AS b, strpos('a.a.a', 'a', 2) AS c;
-- rows:
--   a | b | c
--   4 | 4 | 3

SELECT lower('ÄB') AS a, upper('äb') AS b, length('äb') AS c, reverse('abc') AS d;
-- rows:
--   a | b | c | d
--   äb | ÄB | 2 | cba

SELECT trim('  x ') AS a, ltrim('  x ') AS b, trim(BOTH 'x' FROM 'xax') AS c;
-- rows:
--   a | b | c
--   x | x\s | a

SELECT lpad('7', 3, '0') AS a, rpad('x', 3, '-') AS b;
-- rows:
--   a | b
--   007 | x--

SELECT replace('a-b-c', '-') AS a, replace('a-b', '-', '+') AS b, translate('abc', 'ab', 'x') AS c;
-- rows:
--   a | b | c
--   abc | a+b | xc

SELECT split('a,b,,c', ',') AS a, split('a,b,c', ',', 2) AS b, split_part('a,b,c', ',', 2) AS c;
-- rows:
--   a | b | c
--   [a, b, , c] | [a, b,c] | b

SELECT split_to_map('a=1;b=2', ';', '=') AS m;
-- rows:
--   m
--   {a=1, b=2}

SELECT concat('a', 'b', 'c') AS a, 'a' || NULL AS b, concat_ws('-', 'a', NULL, 'b') AS c;
-- rows:
--   a | b | c
--   abc | \N | a-b

SELECT regexp_extract('2024-05-06', '(\d+)-(\d+)', 2) AS a, regexp_extract('x', '\d') AS b;
-- rows:
--   a | b
--   05 | \N

SELECT regexp_extract_all('1a 2b 14m', '\d+') AS a, regexp_count('a.b.c', '\.') AS b;
-- rows:
--   a | b
--   [1, 2, 14] | 2

SELECT regexp_replace('1a 2b', '(\d)([a-z])', '$2$1') AS a, regexp_split('1a 2b', '\s') AS b;
-- rows:
--   a | b
--   a1 b2 | [1a, 2b]

SELECT regexp_like('1a 2b', '\d\w') AS a, regexp_position('a1b2', '\d') AS b;
-- rows:
--   a | b
--   true | 2

SELECT chr(65) AS a, codepoint('A') AS b, hamming_distance('ab', 'ac') AS c, levenshtein_distance('abc', 'ac') AS d;
-- rows:
--   a | b | c | d
--   A | 65 | 1 | 1

SELECT starts_with('athena', 'ath') AS a, 'x' LIKE 'X' AS b, 'a_b' LIKE 'a\_b' ESCAPE '\' AS c;
-- rows:
--   a | b | c
--   true | false | true

SELECT normalize('é', NFD) = 'é' AS a, soundex('Robert') AS b, word_stem('running') AS c;
-- rows:
--   a | b | c
--   false | R163 | run

SELECT format('%s has %05d', 'it', 42) AS a, from_utf8(X'c3a4') AS b;
-- rows:
--   a | b
--   it has 00042 | ä

SELECT url_extract_host('https://a.example:8080/p/q?x=1#f') AS h, url_extract_port('https://a.example:8080/') AS p,
  url_extract_path('https://a.example/p/q') AS q, url_extract_parameter('https://a.example/?x=1', 'x') AS x;
-- rows:
--   h | p | q | x
--   a.example | 8080 | /p/q | 1

SELECT url_encode('a b&c') AS a, url_decode('a+b%26c') AS b;
-- rows:
--   a | b
--   a+b%26c | a b&c

SELECT to_hex(md5(to_utf8('x'))) AS a, to_hex(sha1(to_utf8('x'))) AS b, to_hex(sha256(to_utf8(''))) AS c;
-- rows:
--   a | b | c
--   9DD4E461268C8034F5C8564E155C67A6 | 11F6AD8EC52A2984ABAAFD7C3B516503785C2072 | E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855

SELECT to_base64(to_utf8('x y')) AS a, from_utf8(from_base64('eCB5')) AS b, to_hex(from_hex('0a')) AS c;
-- rows:
--   a | b | c
--   eCB5 | x y | 0A

SELECT crc32(to_utf8('x')) AS a, xxhash64(to_utf8('x')) AS b, murmur3(to_utf8('x')) AS c;
-- rows:
--   a | b | c
--   2363233923 | 5c 80 c0 96 83 04 11 23 | e7 fe 1a ba 01 e8 16 6d 8c 78 ae 6b 96 6d ed d7

SELECT to_base(255, 16) AS a, from_base('ff', 16) AS b;
-- rows:
--   a | b
--   ff | 255

SELECT typeof('x') AS a, typeof(CAST('x' AS varchar)) AS b, typeof(ARRAY[1]) AS c, typeof(NULL) AS d;
-- rows:
--   a | b | c | d
--   varchar(1) | varchar | array(integer) | unknown

SELECT contains('10.0.0.0/8', IPADDRESS '10.1.2.3') AS a;
-- rows:
--   a
--   true

SELECT luhn_check('79927398713') AS a, ngrams(ARRAY['a', 'b', 'c'], 2) AS b;
-- rows:
--   a | b
--   true | [[a, b], [b, c]]
