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
package io.glaux.engine.ddl.statement;

import io.glaux.engine.query.StatementKind;

import static io.glaux.engine.query.StatementKind.Output.TEXT;
import static io.glaux.engine.query.StatementKind.Type.DDL;
import static io.glaux.engine.query.StatementKind.Type.DML;
import static io.glaux.engine.query.StatementKind.Type.UTILITY;

/**
 * The three types of statements that this grammar has; all of them write a text file.
 */
final class StatementKinds
{
    private StatementKinds() {}

    static StatementKind ddl(String substatement)
    {
        return new StatementKind(DDL, substatement, TEXT);
    }

    static StatementKind dml(String substatement)
    {
        return new StatementKind(DML, substatement, TEXT);
    }

    static StatementKind utility(String substatement)
    {
        return new StatementKind(UTILITY, substatement, TEXT);
    }
}
