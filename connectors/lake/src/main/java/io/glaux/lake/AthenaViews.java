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
package io.glaux.lake;

import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.glue.model.CreateTableRequest;
import software.amazon.awssdk.services.glue.model.GetTableResponse;
import software.amazon.awssdk.services.glue.model.GetTablesResponse;
import software.amazon.awssdk.services.glue.model.SerDeInfo;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;
import software.amazon.awssdk.services.glue.model.UpdateTableRequest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * Views as Athena keeps them in the catalog, for a Trino that keeps them a little differently: what Trino writes
 * becomes Athena's form, and what Athena and people's templates have written becomes what Trino reads.
 */
final class AthenaViews
        implements ExecutionInterceptor
{
    private static final String VIEW_TYPE = "VIRTUAL_VIEW";
    private static final String FLAG = "presto_view";
    private static final String COMMENT = "comment";
    private static final String COMMENT_OF_VIEWS = "Presto View";
    private static final String COMMENT_OF_MATERIALIZED_VIEWS = "Presto Materialized View";
    private static final String TRINO = "trino_";

    private final ViewText text;

    AthenaViews(ViewText text)
    {
        this.text = requireNonNull(text, "text is null");
    }

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes)
    {
        return switch (context.request()) {
            case CreateTableRequest create when isView(create.tableInput()) -> create.copy(builder ->
                    builder.tableInput(stored(create.tableInput())));
            case UpdateTableRequest update when isView(update.tableInput()) -> update.copy(builder ->
                    builder.tableInput(stored(update.tableInput())));
            case SdkRequest other -> other;
        };
    }

    @Override
    public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes attributes)
    {
        return switch (context.response()) {
            case GetTableResponse response when response.table() != null -> response.copy(builder ->
                    builder.table(readable(response.table())));
            case GetTablesResponse response when response.hasTableList() -> response.copy(builder ->
                    builder.tableList(response.tableList().stream().map(this::readable).toList()));
            case SdkResponse other -> other;
        };
    }

    private static boolean isView(TableInput table)
    {
        return isView(table.tableType(), table.parameters(), table.viewOriginalText());
    }

    private static boolean isView(String type, Map<String, String> parameters, String text)
    {
        return VIEW_TYPE.equals(type)
                && "true".equals(parameters.get(FLAG))
                && !COMMENT_OF_MATERIALIZED_VIEWS.equalsIgnoreCase(parameters.get(COMMENT))
                && text != null && ViewText.isEncoded(text);
    }

    /**
     * The members and the values that Athena gives; whose query made it is not among them.
     */
    TableInput stored(TableInput view)
    {
        Map<String, Object> definition = ViewText.decode(view.viewOriginalText());
        Map<String, String> parameters = new HashMap<>(view.parameters());
        parameters.keySet().removeIf(key -> key.startsWith(TRINO));
        return TableInput.builder()
                .name(view.name())
                .tableType(VIEW_TYPE)
                .parameters(parameters)
                .partitionKeys(List.of())
                .viewOriginalText(ViewText.encode(text.stored(definition)))
                .viewExpandedText("/* Presto View */")
                .storageDescriptor(StorageDescriptor.builder()
                        .columns(text.columns(definition))
                        .location("")
                        .compressed(false)
                        .numberOfBuckets(0)
                        .serdeInfo(SerDeInfo.builder().build())
                        .sortColumns(List.of())
                        .storedAsSubDirectories(false)
                        .build())
                .build();
    }

    /**
     * Trino tells a view by its comment, lets a description take the comment's place, and wants types of columns that
     * it knows although it does not use them: templates have all of these otherwise.
     */
    Table readable(Table table)
    {
        if (!isView(table.tableType(), table.parameters(), table.viewOriginalText())) {
            return table;
        }
        Map<String, String> parameters = new HashMap<>(table.parameters());
        parameters.put(COMMENT, COMMENT_OF_VIEWS);
        return table.toBuilder()
                .parameters(parameters)
                .description(null)
                .storageDescriptor((StorageDescriptor) null)
                .partitionKeys(List.of())
                .viewOriginalText(text.readable(
                        table.viewOriginalText(),
                        table.databaseName(),
                        Optional.ofNullable(table.description())))
                .build();
    }
}
