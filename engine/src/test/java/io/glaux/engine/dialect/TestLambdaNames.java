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
package io.glaux.engine.dialect;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Catalogs that statements call by the name of a function.
 */
final class TestLambdaNames
{
    @Test
    void testCatalogsLoseThePrefixAndKeepTheirPlace()
    {
        assertThat(LambdaNames.withCatalogs("SELECT * FROM \"lambda:planes\".default.p JOIN `Lambda:x`.d.t ON true"))
                .isEqualTo("SELECT * FROM \"planes\"       .default.p JOIN `x`       .d.t ON true");
        assertThat(LambdaNames.withCatalogs("SHOW TABLES IN `lambda:planes` . `default`"))
                .isEqualTo("SHOW TABLES IN `planes`        . `default`");
        assertThat(LambdaNames.withCatalogs("SELECT * FROM TABLE(\"lambda:p\".system.query(query => 'a'))"))
                .isEqualTo("SELECT * FROM TABLE(\"p\"       .system.query(query => 'a'))");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "SELECT 'lambda:x'.y",
            "SELECT \"lambda:x\" FROM t",
            "SELECT t.\"lambda:x\".y FROM t",
            "SELECT 1 -- \"lambda:x\".y",
            "SELECT \"lambda:\".y",
            "SELECT \"lambdax\".y",
            "SELECT \"lambda:x",
            "",
    })
    void testNothingElseChanges(String sql)
    {
        assertThat(LambdaNames.withCatalogs(sql)).isEqualTo(sql);
    }
}
