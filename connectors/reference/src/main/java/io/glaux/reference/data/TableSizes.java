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
package io.glaux.reference.data;

/**
 * How large the generated tables are.
 *
 * @param countedRows of {@code default.counted}, which takes no memory
 * @param wideRows of {@code default.wide}
 * @param wideBytes of the text in each of these
 * @param randomTables how many tables there are in the schema {@code random}
 * @param randomSeed of the first; the next ones count on
 * @param tpchScale 0.01 is what Trino calls tiny
 */
public record TableSizes(
        long countedRows,
        long wideRows,
        int wideBytes,
        int randomTables,
        long randomRows,
        long randomSeed,
        double tpchScale) {}
