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
package io.glaux.engine.trino;

import io.trino.spi.Page;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.SourcePage;

import java.util.Iterator;

import static java.util.Objects.requireNonNull;

/**
 * Pages of a table of the server's own, made as they are asked for. They are no bytes of any source.
 */
final class UsagePages
        implements ConnectorPageSource
{
    private final Iterator<Page> pages;
    private boolean finished;

    UsagePages(Iterator<Page> pages)
    {
        this.pages = requireNonNull(pages, "pages is null");
    }

    @Override
    public long getCompletedBytes()
    {
        return 0;
    }

    @Override
    public long getReadTimeNanos()
    {
        return 0;
    }

    @Override
    public boolean isFinished()
    {
        return finished;
    }

    @Override
    public SourcePage getNextSourcePage()
    {
        if (finished || !pages.hasNext()) {
            finished = true;
            return null;
        }
        return SourcePage.create(pages.next());
    }

    @Override
    public void close()
    {
        finished = true;
    }
}
