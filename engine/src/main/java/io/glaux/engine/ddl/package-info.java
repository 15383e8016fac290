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
 * Athena's Hive-style DDL: which statements belong to it, its grammar, and what parsing makes of them
 * ({@code ddl.statement}); and who carries out what: {@code ddl.database}, {@code ddl.table}, {@code ddl.partition} and
 * {@code ddl.show}, which know nothing of the parser and nothing of each other.
 */
package io.glaux.engine.ddl;
