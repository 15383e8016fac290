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
package io.glaux.engine.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.identity.Principal;
import io.glaux.engine.metering.PriceBook;
import io.glaux.engine.metering.PriceBooks;
import io.glaux.engine.workgroup.Permission;
import io.glaux.engine.workgroup.WorkgroupDirectory;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

import static java.util.Objects.requireNonNull;

/**
 * What the queries of workgroups cost.
 */
public final class PriceOperations
{
    private static final int MICRO_DIGITS = 6;

    private final PriceBooks books;
    private final WorkgroupDirectory directory;

    public PriceOperations(PriceBooks books, WorkgroupDirectory directory)
    {
        this.books = requireNonNull(books, "books is null");
        this.directory = requireNonNull(directory, "directory is null");
    }

    ObjectNode set(Principal caller, AdminInput input)
    {
        if (!directory.access().isAdmin(caller)) {
            throw new GlauxException(ErrorCode.ACCESS_DENIED, "Only admins may set prices");
        }
        String workgroup = input.text("WorkGroup");
        directory.requireWorkgroup(workgroup);
        Map<String, BigDecimal> units = new TreeMap<>();
        input.texts("UnitUsd").forEach((unit, usd) ->
                units.put(unit, decimal("UnitUsd", usd).movePointRight(MICRO_DIGITS)));
        try {
            PriceBook book = new PriceBook(
                    input.optionalText("UsdPerTb").map(usd -> decimal("UsdPerTb", usd))
                            .orElse(PriceBook.DEFAULT.usdPerTb()),
                    input.optionalNumber("MinimumBytes").orElse(PriceBook.DEFAULT.minimumBytes()),
                    input.optionalNumber("RoundingBytes").orElse(PriceBook.DEFAULT.roundingBytes()),
                    units);
            books.set(workgroup, book);
        }
        catch (IllegalArgumentException e) {
            throw AdminService.invalid(e.getMessage());
        }
        return JsonNodeFactory.instance.objectNode();
    }

    ObjectNode list(Principal caller, AdminInput input)
    {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        write(PriceBook.DEFAULT, answer.putObject("Default"));
        ArrayNode prices = answer.putArray("Prices");
        books.all().forEach((workgroup, book) -> {
            if (directory.access().isAdmin(caller) || directory.access().allows(caller, workgroup, Permission.SEE)) {
                write(book, prices.addObject().put("WorkGroup", workgroup));
            }
        });
        return answer;
    }

    private static void write(PriceBook book, ObjectNode price)
    {
        price.put("UsdPerTb", book.usdPerTb().toPlainString())
                .put("MinimumBytes", book.minimumBytes())
                .put("RoundingBytes", book.roundingBytes());
        ObjectNode units = price.putObject("UnitUsd");
        book.unitMicroUsd().forEach((unit, micro) ->
                units.put(unit, micro.movePointLeft(MICRO_DIGITS).toPlainString()));
    }

    private static BigDecimal decimal(String name, String text)
    {
        // an exponent could stand for a number with more digits than there is memory
        if (!text.matches("\\d{1,15}(\\.\\d{1,15})?")) {
            throw AdminService.invalid("%s is a decimal number in USD, for instance 6.25, not '%s'".formatted(
                    name, text));
        }
        return new BigDecimal(text);
    }
}
