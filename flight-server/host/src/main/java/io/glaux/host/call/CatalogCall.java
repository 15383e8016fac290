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
package io.glaux.host.call;

import io.glaux.host.catalog.Catalogs;
import io.glaux.host.catalog.SourceCatalog;
import io.glaux.host.convert.Malformed;
import io.glaux.host.ticket.TicketBinding;
import io.glaux.protocol.v1.CallContext;
import io.glaux.source.Call;
import io.glaux.source.Source;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;

import static java.util.Objects.requireNonNull;

/**
 * Whose call it is, and of which catalog.
 */
public record CatalogCall(SourceCatalog catalog, Call call)
{
    public CatalogCall
    {
        requireNonNull(catalog, "catalog is null");
        requireNonNull(call, "call is null");
    }

    /**
     * @throws io.glaux.protocol.ProtocolException if there is no such catalog, or the context is not whole
     */
    public static CatalogCall of(CallContext context, Catalogs catalogs)
    {
        if (context.getCatalog().isEmpty() || context.getQueryId().isEmpty() || context.getUser().isEmpty()) {
            throw Malformed.request("The context of the call has no catalog, no query or no user");
        }
        return new CatalogCall(
                catalogs.get(context.getCatalog()),
                new Call(context.getQueryId(), context.getUser(), context.getWorkgroup(), zone(context.getTimeZone())));
    }

    public Source source()
    {
        return catalog.source();
    }

    public TicketBinding binding()
    {
        return new TicketBinding(catalog.name(), call.queryId(), call.user());
    }

    private static ZoneId zone(String name)
    {
        if (name.isEmpty()) {
            return ZoneOffset.UTC;
        }
        try {
            return ZoneId.of(name);
        }
        catch (DateTimeException _) {
            throw Malformed.request("The time zone of the call is not known");
        }
    }
}
