--- DESCRIBE. A row is one value: name, type and comment, padded to twenty characters and joined by tabs.
-- kinds: UTILITY DESCRIBE_TABLE text

CREATE EXTERNAL TABLE flat (id int COMMENT 'number', name string, tags array<string>) LOCATION '${location}flat/';
-- kind: DDL CREATE_TABLE text
-- ok

DESCRIBE flat;
-- text:
--   id                  \tint                 \tnumber             \s
--   name                \tstring              \t                   \s
--   tags                \tarray<string>       \t                   \s

DESC flat;
-- text:
--   id                  \tint                 \tnumber             \s
--   name                \tstring              \t                   \s
--   tags                \tarray<string>       \t                   \s

DESCRIBE ${database}.flat;
-- text includes:
--   name                \tstring              \t                   \s

DESCRIBE `flat`;
-- text includes:
--   name                \tstring              \t                   \s

CREATE EXTERNAL TABLE parted (requestbegintime string, adid string, user struct<first:string,last:string>)
PARTITIONED BY (dt string COMMENT 'day')
STORED AS PARQUET
LOCATION '${location}parted/';
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:69: mismatched input 'user' expecting {IDENTIFIER, QUOTED_IDENTIFIER}. As a name it stands between backticks: `user`

CREATE EXTERNAL TABLE parted (requestbegintime string, `user` struct<first:string,last:string>)
PARTITIONED BY (dt string COMMENT 'day')
STORED AS PARQUET
LOCATION '${location}parted/';
-- kind: DDL CREATE_TABLE text
-- ok

DESCRIBE parted;
-- text includes:
--   requestbegintime    \tstring              \t                   \s
--   user                \tstruct<first:string,last:string>\t                   \s
--   dt                  \tstring              \tday                \s
--   # Partition Information${any}
--   # col_name            \tdata_type           \tcomment            \s
--   dt                  \tstring              \tday                \s

DESCRIBE EXTENDED parted;
-- text includes:
--   requestbegintime    \tstring              \t                   \s
--   Detailed Table Information${any}

DESCRIBE FORMATTED parted;
-- text includes:
--   # Detailed Table Information${any}
--   # Storage Information${any}
--   # Partition Information${any}
--   Database:${any}${database}${any}
--   Location:${any}${location}parted${any}
--   Table Type:${any}EXTERNAL_TABLE${any}
--   SerDe Library:${any}org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe${any}

ALTER TABLE parted ADD PARTITION (dt = '2024-01-01');
-- kind: DDL ALTER_TABLE_ADD_PARTITION text
-- ok

DESCRIBE FORMATTED parted PARTITION (dt = '2024-01-01');
-- text includes:
--   # Detailed Partition Information${any}
--   Location:${any}dt=2024-01-01${any}

DESCRIBE parted requestbegintime;
-- text includes:
--   requestbegintime${any}string${any}

DESCRIBE parted `user`.first;
-- text includes:
--   first${any}string${any}

DESCRIBE flat tags.'$elem$';
-- text includes:
--   $elem$${any}string${any}

CREATE VIEW view1 AS SELECT id, name FROM flat;
-- kind: DDL CREATE_VIEW text
-- ok

-- open: the catalog is not asked before the query has its kind
DESCRIBE view1;
-- kind: UTILITY DESC_VIEW text
-- text includes:
--   id${any}
--   name${any}

CREATE TABLE ice (id bigint, data string) PARTITIONED BY (data) LOCATION '${location}ice/'
TBLPROPERTIES ('table_type'='ICEBERG');
-- kind: DDL CREATE_TABLE text
-- ok

DESCRIBE ice;
-- text includes:
--   id${any}bigint${any}
--   data${any}string${any}

-- open: the catalog is not asked before there is a query
DESCRIBE missing;
-- refused: InvalidRequestException INVALID_INPUT
--   ${any}Entity Not Found${any}

DESCRIBE flat missing;
-- failed: 2/1003
--   FAILED: Execution Error, return code 1 from org.apache.hadoop.hive.ql.exec.DDLTask. cannot find field missing from [0:id, 1:name, 2:tags]

DESCRIBE "flat";
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:10: mismatched input '"flat"' expecting {'EXTENDED', IDENTIFIER, QUOTED_IDENTIFIER}. Names stand between backticks here, quotes are for texts

DESC "flat";
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:6: mismatched input '"flat"' expecting {'EXTENDED', IDENTIFIER, QUOTED_IDENTIFIER}. Names stand between backticks here, quotes are for texts

--- The word TABLE is taken for the name of the table.
DESCRIBE TABLE flat;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:10: mismatched input 'TABLE' expecting {'EXTENDED', IDENTIFIER, QUOTED_IDENTIFIER}. As a name it stands between backticks: `TABLE`

DESCRIBE;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:9: mismatched input '<EOF>' expecting {'EXTENDED', IDENTIFIER, QUOTED_IDENTIFIER}
