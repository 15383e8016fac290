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
package io.glaux.engine.dialect;

import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.query.ResultColumn;
import io.glaux.engine.query.ResultSink;
import io.glaux.engine.query.StatementFailure;
import io.glaux.engine.query.StatementOutcome;
import io.glaux.engine.query.StatementStatistics;
import io.trino.spi.Page;
import io.trino.spi.block.Block;

import java.util.List;
import java.util.OptionalLong;

import static io.trino.spi.type.BigintType.BIGINT;

/**
 * Takes the price out of a dry run.
 */
final class ForecastTotal
        implements ResultSink
{
    private static final String BILLED = "billed_bytes";

    private int channel;
    private OptionalLong billedBytes = OptionalLong.empty();

    /**
     * @throws GlauxException with QUOTA_EXCEEDED if more would be billed; what cannot be told is left to the cutoff
     */
    void requireAtMost(long maxBilledBytes)
    {
        if (billedBytes.orElse(0) > maxBilledBytes) {
            throw new GlauxException(
                    ErrorCode.QUOTA_EXCEEDED,
                    ("The query was not run: up to %s bytes would be billed, and it is limited to %s. " +
                    "See what it reads with EXPLAIN (TYPE DRY_RUN)").formatted(
                            billedBytes.getAsLong(),
                            maxBilledBytes));
        }
    }

    @Override
    public void running() {}

    @Override
    public void columns(List<ResultColumn> columns)
    {
        channel = columns.stream().map(ResultColumn::name).toList().indexOf(BILLED);
    }

    @Override
    public void page(Page page)
    {
        Block block = page.getBlock(channel);
        int last = page.getPositionCount() - 1;
        billedBytes = block.isNull(last) ? OptionalLong.empty() : OptionalLong.of(BIGINT.getLong(block, last));
    }

    @Override
    public void finished(StatementOutcome outcome, StatementStatistics statistics) {}

    @Override
    public void failed(StatementFailure failure, StatementStatistics statistics) {}
}
