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
package io.glaux.engine.catalog.projection;

/**
 * How Hive writes the names and values of partition columns in paths.
 */
public final class HiveEscape
{
    private static final String ESCAPED = "\"#%'*/:=?\\{[]^\u007F";

    private HiveEscape() {}

    /**
     * The text with <code>%XX</code> for each character that paths must not have.
     */
    public static String of(String text)
    {
        StringBuilder escaped = new StringBuilder();
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if (character < ' ' || ESCAPED.indexOf(character) >= 0) {
                escaped.append("%%%02X".formatted((int) character));
            }
            else {
                escaped.append(character);
            }
        }
        return escaped.toString();
    }
}
