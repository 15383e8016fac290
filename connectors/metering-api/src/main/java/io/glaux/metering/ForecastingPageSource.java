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
package io.glaux.metering;

/**
 * A page source that can tell what it would read, for the price of a query that does not run.
 */
public interface ForecastingPageSource
{
    /**
     * What the split takes to be read to its end, what was read to open it included. Reads no rows. It takes the place
     * of reading: whoever asks closes the page source next.
     */
    ReadForecast forecast();
}
