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
import com.google.inject.Scopes;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.trino.spi.procedure.Procedure;

/**
 * Adds our procedures to those of Trino's connector.
 */
final class IcebergProceduresModule
        implements Module
{
    @Override
    public void configure(Binder binder)
    {
        binder.bind(SchemaChanges.class).in(Scopes.SINGLETON);
        binder.bind(IcebergProcedures.class).in(Scopes.SINGLETON);
    }

    @ProvidesIntoSet
    static Procedure addColumns(IcebergProcedures procedures)
    {
        return procedures.addColumns();
    }

    @ProvidesIntoSet
    static Procedure changeColumn(IcebergProcedures procedures)
    {
        return procedures.changeColumn();
    }

    @ProvidesIntoSet
    static Procedure unsetProperties(IcebergProcedures procedures)
    {
        return procedures.unsetProperties();
    }
}
