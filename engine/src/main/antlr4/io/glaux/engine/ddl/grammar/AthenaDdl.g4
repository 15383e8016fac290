/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

/*
 * Athena's Hive-style DDL. Every decision looks at one or two tokens, so that parsing takes time in proportion to the
 * length of the statement. What Athena refuses is not in here: ddl.Refusals knows it.
 */
grammar AthenaDdl;

options { caseInsensitive = true; }

singleStatement
    : statement SEMICOLON* EOF
    ;

statement
    : CREATE (createDatabase | createTable)
    | ALTER (alterDatabase | alterTable)
    | DROP (dropDatabase | dropTable)
    | MSCK REPAIR TABLE tableName ((ADD | DROP | SYNC) PARTITIONS)?
    | SHOW show
    | describe
    | OPTIMIZE tableName REWRITE DATA USING BIN_PACK (WHERE condition)?
    | VACUUM tableName
    ;

createDatabase
    : (DATABASE | SCHEMA) ifNotExists? databaseName databaseClause*
    ;

databaseClause
    : COMMENT string
    | LOCATION string
    | WITH DBPROPERTIES properties
    ;

alterDatabase
    : (DATABASE | SCHEMA) databaseName SET DBPROPERTIES properties
    ;

dropDatabase
    : (DATABASE | SCHEMA) ifExists? databaseName (RESTRICT | CASCADE)?
    ;

createTable
    : EXTERNAL? TABLE ifNotExists? tableName (LEFT_PAREN columnDefinitions RIGHT_PAREN)? tableClause*
    ;

tableClause
    : COMMENT string                                                                            #tableComment
    | PARTITIONED BY LEFT_PAREN partitionField (COMMA partitionField)* RIGHT_PAREN              #partitionedBy
    | CLUSTERED BY identifierList
        (SORTED BY LEFT_PAREN sortColumn (COMMA sortColumn)* RIGHT_PAREN)? INTO NUMBER BUCKETS  #clusteredBy
    | ROW FORMAT (DELIMITED delimiter+ | SERDE string)                                          #rowFormat
    | WITH SERDEPROPERTIES properties                                                           #serdeProperties
    | STORED AS (INPUTFORMAT string OUTPUTFORMAT string (INPUTDRIVER string OUTPUTDRIVER string)?
        | identifier)                                                                           #storedAs
    | LOCATION string                                                                           #tableLocation
    | TBLPROPERTIES properties                                                                  #tableProperties
    ;

delimiter
    : FIELDS TERMINATED BY string
    | ESCAPED BY string
    | COLLECTION ITEMS TERMINATED BY string
    | MAP KEYS TERMINATED BY string
    | LINES TERMINATED BY string
    | NULL DEFINED AS string
    ;

partitionField
    : identifier (type (COMMENT string)? | transformArguments)?
    | TRUNCATE transformArguments
    ;

transformArguments
    : LEFT_PAREN transformArgument (COMMA transformArgument)* RIGHT_PAREN
    ;

transformArgument
    : identifier
    | NUMBER
    ;

sortColumn
    : identifier (ASC | DESC)?
    ;

alterTable
    : TABLE tableName (PARTITION partitionValues partitionAction | tableAction)
    ;

partitionAction
    : changeColumns
    | SET LOCATION string
    | RENAME TO PARTITION partitionValues
    ;

tableAction
    : changeColumns
    | DROP (COLUMN identifier | ifExists? PARTITION partitionValues (COMMA PARTITION partitionValues)* PURGE?)
    | RENAME TO tableName
    | SET (LOCATION string | TBLPROPERTIES properties)
    | UNSET TBLPROPERTIES ifExists? LEFT_PAREN string (COMMA string)* RIGHT_PAREN
    | ADD ifNotExists? newPartition+
    ;

changeColumns
    : ADD COLUMNS LEFT_PAREN columnDefinitions RIGHT_PAREN
    | REPLACE COLUMNS LEFT_PAREN columnDefinitions RIGHT_PAREN
    | CHANGE COLUMN? identifier columnDefinition (FIRST | AFTER identifier)?
    ;

newPartition
    : PARTITION partitionValues (LOCATION string)?
    ;

dropTable
    : TABLE ifExists? tableName PURGE?
    ;

show
    : (DATABASES | SCHEMAS) ((IN | FROM) identifier)? pattern?                       #showDatabases
    | TABLES ((IN | FROM) databaseName)? pattern?                                   #showTables
    | VIEWS ((IN | FROM) databaseName)? pattern?                                    #showViews
    | PARTITIONS tableName (PARTITION partitionValues)?                             #showPartitions
    | TBLPROPERTIES tableName (LEFT_PAREN string RIGHT_PAREN)?                      #showTableProperties
    | COLUMNS (IN | FROM) tableName ((IN | FROM) databaseName)?                     #showColumns
    | CREATE TABLE tableName                                                        #showCreateTable
    ;

pattern
    : LIKE? string
    ;

describe
    : (DESCRIBE | DESC) (EXTENDED | FORMATTED)? tableName (PARTITION partitionValues)? columnPath?
    ;

columnPath
    : identifier (DOT pathElement)*
    ;

pathElement
    : identifier
    | COLLECTION_ELEMENT
    | string
    ;

// in Trino's language: this grammar does not look into it
condition
    : ~SEMICOLON+
    ;

columnDefinitions
    : columnDefinition (COMMA columnDefinition)*
    ;

columnDefinition
    : identifier type (COMMENT string)?
    ;

type
    : (BOOLEAN | TINYINT | SMALLINT | INT | INTEGER | BIGINT | FLOAT | STRING | BINARY | DATE | TIMESTAMP)  #plainType
    | DOUBLE PRECISION?                                                                     #doubleType
    | (DECIMAL | DEC | NUMERIC) (LEFT_PAREN NUMBER (COMMA NUMBER)? RIGHT_PAREN)?            #decimalType
    | (CHAR | VARCHAR) LEFT_PAREN NUMBER RIGHT_PAREN                                        #characterType
    | ARRAY LESS_THAN type GREATER_THAN                                                     #arrayType
    | MAP LESS_THAN type COMMA type GREATER_THAN                                            #mapType
    | STRUCT LESS_THAN structField (COMMA structField)* GREATER_THAN                        #structType
    | UNIONTYPE LESS_THAN type (COMMA type)* GREATER_THAN                                   #unionType
    ;

structField
    : fieldName COLON type (COMMENT string)?
    ;

fieldName
    : fieldNamePart (DOT fieldNamePart)*
    ;

// a colon follows: no word is ambiguous here, and Athena's user guide has fields that are called timestamp
fieldNamePart
    : identifier
    | reserved
    ;

partitionValues
    : LEFT_PAREN partitionValue (COMMA partitionValue)* RIGHT_PAREN
    ;

partitionValue
    : identifier EQUALS constant
    ;

constant
    : (DATE | TIMESTAMP)? string
    | MINUS? NUMBER
    | TRUE
    | FALSE
    ;

properties
    : LEFT_PAREN property (COMMA property)* RIGHT_PAREN
    ;

property
    : string EQUALS propertyValue
    ;

propertyValue
    : string
    | MINUS? NUMBER
    | TRUE
    | FALSE
    ;

ifExists
    : IF EXISTS
    ;

ifNotExists
    : IF NOT EXISTS
    ;

tableName
    : identifier (DOT identifier (DOT identifier)?)?
    ;

databaseName
    : identifier (DOT identifier)?
    ;

identifierList
    : LEFT_PAREN identifier (COMMA identifier)* RIGHT_PAREN
    ;

// quotes next to each other are one text, as in Hive
string
    : STRING_LITERAL+
    ;

identifier
    : IDENTIFIER
    | QUOTED_IDENTIFIER
    | nonReserved
    ;

// keywords that are not in the list of reserved words of Athena's user guide; TIMESTAMP is, but the guide itself has
// columns with this name and no backticks (so it has for DAYOFWEEK, START and TIME, which therefore are no keywords
// here)
nonReserved
    : ADD | AFTER | ASC | BIN_PACK | BUCKETS | CASCADE | CHANGE | CLUSTERED | COLLECTION | COLUMNS | COMMENT
    | DATA | DATABASES | DBPROPERTIES | DEC | DEFINED | DELIMITED | DESC | ESCAPED | FIELDS | FIRST | FORMAT
    | FORMATTED | INPUTDRIVER | INPUTFORMAT | ITEMS | KEYS | LINES | LOCATION | MSCK | OPTIMIZE | OUTPUTDRIVER
    | OUTPUTFORMAT | PARTITIONED | PARTITIONS | PURGE | RENAME | REPAIR | REPLACE | RESTRICT | REWRITE
    | SCHEMA | SCHEMAS | SERDE | SERDEPROPERTIES | SHOW | SORTED | STORED | STRING | STRUCT | SYNC | TABLES
    | TBLPROPERTIES | TERMINATED | TIMESTAMP | TINYINT | UNIONTYPE | UNSET | VACUUM
    ;

reserved
    : RESERVED | ALTER | ARRAY | AS | BIGINT | BINARY | BOOLEAN | BY | CHAR | COLUMN | CREATE | DATABASE | DATE
    | DECIMAL | DESCRIBE | DOUBLE | DROP | EXISTS | EXTENDED | EXTERNAL | FALSE | FLOAT | FROM | IF | IN | INT | INTEGER
    | INTO | LIKE | MAP | NOT | NULL | NUMERIC | PARTITION | PRECISION | ROW | SET | SMALLINT | TABLE | TO
    | TRUE | TRUNCATE | USING | VARCHAR | VIEWS | WHERE | WITH
    ;

ADD: 'ADD';
AFTER: 'AFTER';
ALTER: 'ALTER';
ARRAY: 'ARRAY';
AS: 'AS';
ASC: 'ASC';
BIGINT: 'BIGINT';
BIN_PACK: 'BIN_PACK';
BINARY: 'BINARY';
BOOLEAN: 'BOOLEAN';
BUCKETS: 'BUCKETS';
BY: 'BY';
CASCADE: 'CASCADE';
CHANGE: 'CHANGE';
CHAR: 'CHAR';
CLUSTERED: 'CLUSTERED';
COLLECTION: 'COLLECTION';
COLUMN: 'COLUMN';
COLUMNS: 'COLUMNS';
COMMENT: 'COMMENT';
CREATE: 'CREATE';
DATA: 'DATA';
DATABASE: 'DATABASE';
DATABASES: 'DATABASES';
DATE: 'DATE';
DBPROPERTIES: 'DBPROPERTIES';
DEC: 'DEC';
DECIMAL: 'DECIMAL';
DEFINED: 'DEFINED';
DELIMITED: 'DELIMITED';
DESC: 'DESC';
DESCRIBE: 'DESCRIBE';
DOUBLE: 'DOUBLE';
DROP: 'DROP';
ESCAPED: 'ESCAPED';
EXISTS: 'EXISTS';
EXTENDED: 'EXTENDED';
EXTERNAL: 'EXTERNAL';
FALSE: 'FALSE';
FIELDS: 'FIELDS';
FIRST: 'FIRST';
FLOAT: 'FLOAT';
FORMAT: 'FORMAT';
FORMATTED: 'FORMATTED';
FROM: 'FROM';
IF: 'IF';
IN: 'IN';
INPUTDRIVER: 'INPUTDRIVER';
INPUTFORMAT: 'INPUTFORMAT';
INT: 'INT';
INTEGER: 'INTEGER';
INTO: 'INTO';
ITEMS: 'ITEMS';
KEYS: 'KEYS';
LIKE: 'LIKE';
LINES: 'LINES';
LOCATION: 'LOCATION';
MAP: 'MAP';
MSCK: 'MSCK';
NOT: 'NOT';
NULL: 'NULL';
NUMERIC: 'NUMERIC';
OPTIMIZE: 'OPTIMIZE';
OUTPUTDRIVER: 'OUTPUTDRIVER';
OUTPUTFORMAT: 'OUTPUTFORMAT';
PARTITION: 'PARTITION';
PARTITIONED: 'PARTITIONED';
PARTITIONS: 'PARTITIONS';
PRECISION: 'PRECISION';
PURGE: 'PURGE';
RENAME: 'RENAME';
REPAIR: 'REPAIR';
REPLACE: 'REPLACE';
RESTRICT: 'RESTRICT';
REWRITE: 'REWRITE';
ROW: 'ROW';
SCHEMA: 'SCHEMA';
SCHEMAS: 'SCHEMAS';
SERDE: 'SERDE';
SERDEPROPERTIES: 'SERDEPROPERTIES';
SET: 'SET';
SHOW: 'SHOW';
SMALLINT: 'SMALLINT';
SORTED: 'SORTED';
STORED: 'STORED';
STRING: 'STRING';
STRUCT: 'STRUCT';
SYNC: 'SYNC';
TABLE: 'TABLE';
TABLES: 'TABLES';
TBLPROPERTIES: 'TBLPROPERTIES';
TERMINATED: 'TERMINATED';
TIMESTAMP: 'TIMESTAMP';
TINYINT: 'TINYINT';
TO: 'TO';
TRUE: 'TRUE';
TRUNCATE: 'TRUNCATE';
UNIONTYPE: 'UNIONTYPE';
UNSET: 'UNSET';
USING: 'USING';
VACUUM: 'VACUUM';
VARCHAR: 'VARCHAR';
VIEWS: 'VIEWS';
WHERE: 'WHERE';
WITH: 'WITH';

// reserved by Athena without being a word of this grammar
RESERVED
    : 'ALL' | 'AND' | 'AUTHORIZATION' | 'BETWEEN' | 'BOTH' | 'CASE' | 'CASHE' | 'CAST' | 'CONF' | 'CONSTRAINT'
    | 'COMMIT' | 'CROSS' | 'CUBE' | 'CURRENT' | 'CURRENT_DATE' | 'CURRENT_TIMESTAMP' | 'CURSOR' | 'DELETE'
    | 'DISTINCT' | 'DIV' | 'ELSE' | 'END' | 'EXCHANGE' | 'EXTRACT' | 'FETCH' | 'FLOOR' | 'FOLLOWING' | 'FOR'
    | 'FOREIGN' | 'FULL' | 'FUNCTION' | 'GRANT' | 'GROUP' | 'GROUPING' | 'HAVING' | 'IMPORT' | 'INNER'
    | 'INSERT' | 'INTERSECT' | 'INTERVAL' | 'IS' | 'JOIN' | 'LATERAL' | 'LEFT' | 'LESS' | 'LOCAL' | 'MACRO'
    | 'MORE' | 'NONE' | 'OF' | 'ON' | 'ONLY' | 'OR' | 'ORDER' | 'OUT' | 'OUTER' | 'OVER' | 'PARTIALSCAN'
    | 'PERCENT' | 'PRECEDING' | 'PRESERVE' | 'PRIMARY' | 'PROCEDURE' | 'RANGE' | 'READS' | 'REDUCE'
    | 'REGEXP' | 'REFERENCES' | 'REVOKE' | 'RIGHT' | 'RLIKE' | 'ROLLBACK' | 'ROLLUP' | 'ROWS' | 'SELECT'
    | 'TABLESAMPLE' | 'THEN' | 'TRANSFORM' | 'TRIGGER' | 'UNBOUNDED' | 'UNION' | 'UNIQUEJOIN' | 'UPDATE'
    | 'USER' | 'UTC_TIMESTAMP' | 'VALUES' | 'WHEN' | 'WINDOW'
    ;

SEMICOLON: ';';
LEFT_PAREN: '(';
RIGHT_PAREN: ')';
COMMA: ',';
DOT: '.';
COLON: ':';
EQUALS: '=';
MINUS: '-';
LESS_THAN: '<';
GREATER_THAN: '>';

STRING_LITERAL
    : '\'' (~['\\] | '\\' .)* '\''
    | '"' (~["\\] | '\\' .)* '"'
    ;

NUMBER
    : [0-9]+ ('.' [0-9]+)? ('E' [+-]? [0-9]+)?
    ;

IDENTIFIER
    : [A-Z0-9] [A-Z0-9_]*
    ;

QUOTED_IDENTIFIER
    : '`' (~'`' | '``')* '`'
    ;

// of DESCRIBE: what arrays and maps hold
COLLECTION_ELEMENT
    : '$' ('elem' | 'key' | 'value') '$'
    ;

LINE_COMMENT
    : '--' ~[\r\n]* -> channel(HIDDEN)
    ;

// Athena fails at these in DDL; to take them harms nobody
BLOCK_COMMENT
    : '/*' .*? '*/' -> channel(HIDDEN)
    ;

BLANK
    : [ \r\n\t\f\u00A0\uFEFF]+ -> channel(HIDDEN)
    ;

// a name that needs backticks, so that an error shows it whole
UNQUOTED_NAME
    : '_' [A-Z0-9_]*
    ;

UNTERMINATED
    : '\'' (~['\\] | '\\' .)* '\\'?
    | '"' (~["\\] | '\\' .)* '\\'?
    ;

UNRECOGNIZED
    : .
    ;
