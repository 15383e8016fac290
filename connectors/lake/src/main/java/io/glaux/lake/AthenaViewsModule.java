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

import com.google.inject.Binder;
import com.google.inject.Module;
import com.google.inject.Provides;
import com.google.inject.Scopes;
import com.google.inject.Singleton;
import io.trino.plugin.hive.metastore.glue.ForGlueHiveMetastore;
import io.trino.spi.type.TypeManager;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

import static com.google.inject.multibindings.Multibinder.newSetBinder;
import static java.util.Objects.requireNonNull;

/**
 * Puts {@link AthenaViews} between Trino's metastore and the catalog.
 */
final class AthenaViewsModule
        implements Module
{
    private final String lake;

    /**
     * @param lake the catalog under which users know the lake
     */
    AthenaViewsModule(String lake)
    {
        this.lake = requireNonNull(lake, "lake is null");
    }

    @Override
    public void configure(Binder binder)
    {
        newSetBinder(binder, ExecutionInterceptor.class, ForGlueHiveMetastore.class)
                .addBinding()
                .to(AthenaViews.class)
                .in(Scopes.SINGLETON);
    }

    @Provides
    @Singleton
    AthenaViews createAthenaViews(TypeManager types)
    {
        return new AthenaViews(new ViewText(lake, types));
    }
}
