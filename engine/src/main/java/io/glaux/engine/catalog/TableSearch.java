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
package io.glaux.engine.catalog;

import io.glaux.engine.error.GlauxException;
import io.glaux.engine.identity.Principal;
import io.glaux.engine.json.ModelJson;
import io.glaux.engine.store.Store;
import org.jdbi.v3.core.Handle;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.PropertyPredicate;
import software.amazon.awssdk.services.glue.model.SearchTablesRequest;
import software.amazon.awssdk.services.glue.model.SearchTablesResponse;
import software.amazon.awssdk.services.glue.model.Sort;
import software.amazon.awssdk.services.glue.model.SortCriterion;
import software.amazon.awssdk.services.glue.model.Table;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;
import static java.util.Objects.requireNonNull;

/**
 * SearchTables: text and properties of the tables of a whole catalog. Reads every table, as many at a time as one page.
 */
final class TableSearch
{
    private static final int LARGEST_PAGE = 1000;
    private static final int DEFAULT_PAGE = 100;
    private static final int CHUNK = 200;

    private final Store store;

    TableSearch(Store store)
    {
        this.store = requireNonNull(store, "store is null");
    }

    SearchTablesResponse search(Principal caller, SearchTablesRequest request)
    {
        String catalog = RequestRules.catalogId(caller, request.catalogId());
        int size = request.maxResults() == null
                ? DEFAULT_PAGE
                : RequestRules.pageSize(request.maxResults(), LARGEST_PAGE);
        Predicate<Table> condition = condition(request);
        Comparator<Table> order = order(request.sortCriteria());
        PageToken token = new PageToken(
                "SearchTables",
                catalog,
                request.searchText(),
                request.filters(),
                request.sortCriteria());
        Optional<byte[]> start = token.read(request.nextToken());
        List<Table> page = new ArrayList<>();
        boolean more = store.jdbi().withHandle(handle -> {
            Optional<Table> last = start.map(position ->
                    ModelJson.readString(new String(position, UTF_8), Table.builder()));
            Predicate<Table> wanted = table -> condition.test(table) && isAfter(table, last, order);
            return collect(handle, catalog, wanted, order, size, page);
        });
        return SearchTablesResponse.builder()
                .tableList(page)
                .nextToken(more ? token.write(ModelJson.writeString(sortKey(page.getLast()))) : null)
                .build();
    }

    /**
     * Keeps the first tables in order.
     *
     * @return whether there are more
     */
    private static boolean collect(
            Handle handle,
            String catalog,
            Predicate<Table> condition,
            Comparator<Table> order,
            int size,
            List<Table> page)
    {
        boolean more = false;
        String afterId = "";
        while (true) {
            List<TextPage.Row> chunk = read(handle, catalog, afterId);
            for (TextPage.Row row : chunk) {
                Table table = ModelJson.readString(row.document(), Table.builder());
                afterId = row.key();
                if (condition.test(table)) {
                    page.add(table);
                }
            }
            page.sort(order);
            if (page.size() > size) {
                page.subList(size, page.size()).clear();
                more = true;
            }
            if (chunk.size() < CHUNK) {
                return more;
            }
        }
    }

    private static boolean isAfter(Table table, Optional<Table> last, Comparator<Table> order)
    {
        return last.isEmpty() || order.compare(table, last.get()) > 0;
    }

    private static List<TextPage.Row> read(Handle handle, String catalog, String afterId)
    {
        return handle.createQuery(
                        """
                        SELECT table_id, document FROM catalog_tables
                        WHERE catalog_id = :catalog AND table_id > :after
                        ORDER BY table_id
                        LIMIT :limit
                        """)
                .bind("catalog", catalog)
                .bind("after", afterId)
                .bind("limit", CHUNK)
                .map((row, _) -> new TextPage.Row(row.getString(1), row.getString(2)))
                .list();
    }

    /**
     * All that tables are sorted by.
     */
    private static Table sortKey(Table table)
    {
        return Table.builder()
                .databaseName(table.databaseName())
                .name(table.name())
                .owner(table.owner())
                .tableType(table.tableType())
                .createTime(table.createTime())
                .updateTime(table.updateTime())
                .lastAccessTime(table.lastAccessTime())
                .build();
    }

    private static Comparator<Table> order(List<SortCriterion> criteria)
    {
        Comparator<Table> order = (_, _) -> 0;
        for (SortCriterion criterion : criteria) {
            Comparator<Table> next = order(criterion.fieldName());
            order = order.thenComparing(criterion.sort() == Sort.DESC ? next.reversed() : next);
        }
        return order.thenComparing(Table::databaseName).thenComparing(Table::name);
    }

    private static Comparator<Table> order(String field)
    {
        Optional<Function<Table, String>> text = text(field);
        if (text.isPresent() && !field.equalsIgnoreCase("Description")) {
            return comparing(text.get(), nullsFirst(naturalOrder()));
        }
        Function<Table, Instant> time = time(field).orElseThrow(() -> CatalogErrors.invalid(
                ("Tables are not sorted by '%s' but by Name, DatabaseName, Owner, TableType, "
                        + "CreateTime, UpdateTime, LastAccessTime")
                        .formatted(field)));
        return comparing(time, nullsFirst(naturalOrder()));
    }

    private static Predicate<Table> condition(SearchTablesRequest request)
    {
        Predicate<Table> condition = matches(request.searchText());
        for (PropertyPredicate filter : request.filters()) {
            condition = condition.and(matches(filter));
        }
        return condition;
    }

    /**
     * Every word stands somewhere in the table's texts; a text in quotes is the whole of one of them.
     */
    private static Predicate<Table> matches(String search)
    {
        if (search == null || search.isBlank()) {
            return _ -> true;
        }
        String text = search.trim().toLowerCase(Locale.ROOT);
        if (text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")) {
            String exact = text.substring(1, text.length() - 1);
            return table -> texts(table).anyMatch(exact::equals);
        }
        List<String> words = List.of(text.split("\\s+"));
        return table -> words.stream().allMatch(word -> texts(table).anyMatch(part -> part.contains(word)));
    }

    private static Stream<String> texts(Table table)
    {
        Stream<Column> columns = Stream.concat(
                table.partitionKeys().stream(),
                table.storageDescriptor() == null ? Stream.empty() : table.storageDescriptor().columns().stream());
        return Stream.of(
                        Stream.of(table.name(), table.databaseName(), table.description(), table.owner()),
                        columns.flatMap(column -> Stream.of(column.name(), column.comment())),
                        table.parameters().values().stream())
                .flatMap(Function.identity())
                .filter(Objects::nonNull)
                .map(part -> part.toLowerCase(Locale.ROOT));
    }

    /**
     * A property is a member of the table or the name of a parameter; Comparator counts for times only.
     */
    private static Predicate<Table> matches(PropertyPredicate filter)
    {
        if (filter.key() == null || filter.value() == null) {
            throw CatalogErrors.invalid("A filter needs Key and Value");
        }
        Optional<Function<Table, Instant>> time = time(filter.key());
        if (time.isPresent()) {
            Instant wanted = instant(filter.value());
            return table -> {
                Instant value = time.get().apply(table);
                return value != null && holds(filter, value.compareTo(wanted));
            };
        }
        Function<Table, String> text = text(filter.key()).orElse(table -> table.parameters().get(filter.key()));
        return table -> filter.value().equalsIgnoreCase(text.apply(table));
    }

    private static boolean holds(PropertyPredicate filter, int comparison)
    {
        if (filter.comparator() == null) {
            return comparison == 0;
        }
        return switch (filter.comparator()) {
            case EQUALS -> comparison == 0;
            case GREATER_THAN -> comparison > 0;
            case GREATER_THAN_EQUALS -> comparison >= 0;
            case LESS_THAN -> comparison < 0;
            case LESS_THAN_EQUALS -> comparison <= 0;
            case UNKNOWN_TO_SDK_VERSION -> throw unknown(filter.comparatorAsString());
        };
    }

    private static GlauxException unknown(String comparator)
    {
        return CatalogErrors.invalid("Comparator %s is unknown".formatted(comparator));
    }

    private static Instant instant(String text)
    {
        try {
            return text.chars().allMatch(Character::isDigit)
                    ? Instant.ofEpochSecond(Long.parseLong(text))
                    : Instant.parse(text);
        }
        catch (DateTimeException | NumberFormatException e) {
            throw CatalogErrors.invalid(
                    "'%s' is no time: write seconds since 1970 or 2024-01-05T10:00:00Z".formatted(text));
        }
    }

    private static Optional<Function<Table, String>> text(String field)
    {
        return switch (field.toLowerCase(Locale.ROOT)) {
            case "name", "tablename" -> Optional.of(Table::name);
            case "databasename" -> Optional.of(Table::databaseName);
            case "owner" -> Optional.of(Table::owner);
            case "tabletype" -> Optional.of(Table::tableType);
            case "description" -> Optional.of(Table::description);
            default -> Optional.empty();
        };
    }

    private static Optional<Function<Table, Instant>> time(String field)
    {
        return switch (field.toLowerCase(Locale.ROOT)) {
            case "createtime" -> Optional.of(Table::createTime);
            case "updatetime" -> Optional.of(Table::updateTime);
            case "lastaccesstime" -> Optional.of(Table::lastAccessTime);
            default -> Optional.empty();
        };
    }
}
