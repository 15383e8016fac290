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
package io.glaux.engine.ddl.show;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.Table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The columns of a view with their types as queries write them.
 */
final class ViewColumns
{
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String PREFIX = "/* Presto View: ";
    private static final String SUFFIX = " */";

    private ViewColumns() {}

    /**
     * From the definition that engines write, else from the columns of the catalog.
     */
    static List<Column> of(Table view)
    {
        String text = view.viewOriginalText();
        if (text == null || !text.startsWith(PREFIX) || !text.endsWith(SUFFIX)) {
            return ofCatalog(view);
        }
        try {
            byte[] json = Base64.getDecoder().decode(text.substring(PREFIX.length(), text.length() - SUFFIX.length()));
            List<Column> columns = new ArrayList<>();
            for (JsonNode column : MAPPER.readTree(json).path("columns")) {
                columns.add(Column.builder()
                        .name(column.path("name").asText())
                        .type(column.path("type").asText())
                        .build());
            }
            return columns;
        }
        catch (IOException | IllegalArgumentException _) {
            // somebody else's view
            return ofCatalog(view);
        }
    }

    private static List<Column> ofCatalog(Table view)
    {
        return TableListings.all(view).stream()
                .map(column -> column.toBuilder().type(HiveTypes.forQueries(column.type())).build())
                .toList();
    }
}
