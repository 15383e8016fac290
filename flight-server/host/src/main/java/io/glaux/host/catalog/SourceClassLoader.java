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
package io.glaux.host.catalog;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Classes of one source. What host and source share is the host's, everything else the source's own if it has it.
 */
final class SourceClassLoader
        extends URLClassLoader
{
    private static final List<String> SHARED = List.of(
            "java.",
            "io.glaux.source.",
            "io.glaux.metering.",
            "org.apache.arrow.",
            "org.slf4j.");

    static {
        registerAsParallelCapable();
    }

    SourceClassLoader(List<URL> jars, ClassLoader host)
    {
        super(jars.toArray(URL[]::new), host);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve)
            throws ClassNotFoundException
    {
        if (SHARED.stream().anyMatch(name::startsWith)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            if (known == null) {
                known = ownOrHosts(name);
            }
            if (resolve) {
                resolveClass(known);
            }
            return known;
        }
    }

    private Class<?> ownOrHosts(String name)
            throws ClassNotFoundException
    {
        try {
            return findClass(name);
        }
        catch (ClassNotFoundException _) {
            return super.loadClass(name, false);
        }
    }

    @Override
    public URL getResource(String name)
    {
        URL own = findResource(name);
        return own == null ? super.getResource(name) : own;
    }

    @Override
    public Enumeration<URL> getResources(String name)
            throws IOException
    {
        List<URL> own = Collections.list(findResources(name));
        List<URL> hosts = Collections.list(getParent().getResources(name));
        return Collections.enumeration(Stream.concat(own.stream(), hosts.stream()).toList());
    }
}
