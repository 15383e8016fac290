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
/**
 * Athena's DML as Trino takes it: each difference of the two dialects is a rule with its source. Statements that write
 * data are planned here; what they leave in the storage is the matter of {@code dialect.write}, their text that of
 * {@code dialect.text}. Knows no HTTP and not the engine, only its grammar.
 */
package io.glaux.engine.dialect;
