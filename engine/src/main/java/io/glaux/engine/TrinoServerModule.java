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
package io.glaux.engine;

import com.google.inject.Binder;
import com.google.inject.Inject;
import com.google.inject.Module;
import io.glaux.engine.trino.CatalogChanges;
import io.glaux.engine.trino.FolderPlugins;
import io.glaux.engine.trino.FolderPlugins.PluginFolders;
import io.glaux.engine.trino.RunningTrino;
import io.trino.server.PluginManager.PluginsProvider;
import io.trino.spi.Plugin;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import static com.google.inject.Scopes.SINGLETON;
import static com.google.inject.multibindings.Multibinder.newSetBinder;
import static com.google.inject.multibindings.OptionalBinder.newOptionalBinder;
import static java.util.Objects.requireNonNull;

/**
 * Our plugins, and the way back: what Trino's injector made is handed to {@link #running()}.
 */
final class TrinoServerModule
        implements Module
{
    private final PluginFolders folders;
    private final Optional<Plugin> plugin;
    private final CompletableFuture<RunningTrino> running = new CompletableFuture<>();
    private final CompletableFuture<CatalogChanges> catalogs = new CompletableFuture<>();

    TrinoServerModule(PluginFolders folders, Optional<Plugin> plugin)
    {
        this.folders = requireNonNull(folders, "folders is null");
        this.plugin = requireNonNull(plugin, "plugin is null");
    }

    @Override
    public void configure(Binder binder)
    {
        binder.bind(PluginFolders.class).toInstance(folders);
        newOptionalBinder(binder, PluginsProvider.class).setBinding().to(FolderPlugins.class).in(SINGLETON);
        newSetBinder(binder, Plugin.class);
        plugin.ifPresent(instance -> newSetBinder(binder, Plugin.class).addBinding().toInstance(instance));
        binder.bind(RunningTrino.class).in(SINGLETON);
        binder.bind(CatalogChanges.class).in(SINGLETON);
        binder.requestInjection(this);
    }

    @Inject
    void complete(RunningTrino trino, CatalogChanges changes)
    {
        running.complete(trino);
        catalogs.complete(changes);
    }

    /**
     * Known as soon as {@link EngineServer#start} returns.
     */
    RunningTrino running()
    {
        return running.join();
    }

    /**
     * The same of a coordinator.
     */
    CatalogChanges catalogs()
    {
        return catalogs.join();
    }
}
