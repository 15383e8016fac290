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
package io.glaux.engine.catalogs;

import java.util.Locale;
import java.util.Optional;

/**
 * How statements and requests name a catalog: by its name, or as Athena names functions that nobody registered,
 * {@code lambda:NAME}, which is the catalog of that name here.
 */
public final class CatalogReference
{
    private static final String LAMBDA = "lambda:";

    private CatalogReference() {}

    /**
     * The catalog's name in {@code lambda:NAME}; empty for every other text.
     */
    public static Optional<String> ofLambda(String reference)
    {
        boolean isLambda = reference.length() > LAMBDA.length()
                && reference.substring(0, LAMBDA.length()).toLowerCase(Locale.ENGLISH).equals(LAMBDA);
        return isLambda ? Optional.of(reference.substring(LAMBDA.length())) : Optional.empty();
    }

    /**
     * The catalog's name.
     */
    public static String name(String reference)
    {
        return ofLambda(reference).orElse(reference);
    }
}
