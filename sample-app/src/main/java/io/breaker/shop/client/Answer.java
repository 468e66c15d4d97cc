package io.breaker.shop.client;

import java.net.http.HttpResponse;

import tools.jackson.databind.json.JsonMapper;

/**
 * What a customer reads. Answers travel like this from the backend, too.
 *
 * @param text the words
 * @param source where they come from
 */
public record Answer(String text, Source source) {

	/**
	 * Reads what the client of the JDK brings, for which an error is a response like any
	 * other.
	 */
	static Answer read(HttpResponse<String> response, JsonMapper json) {
		if (response.statusCode() != 200) {
			throw new IllegalStateException("the backend answered " + response.statusCode());
		}
		return json.readValue(response.body(), Answer.class);
	}

	static Answer lastKnown(String text) {
		return new Answer(text, Source.LAST_KNOWN);
	}

	static Answer standIn(String text) {
		return new Answer(text, Source.STAND_IN);
	}

	/**
	 * Where an answer comes from.
	 */
	public enum Source {

		/**
		 * From the backend, now.
		 */
		LIVE,

		/**
		 * From a fallback, which remembers what the backend said last.
		 */
		LAST_KNOWN,

		/**
		 * From a fallback, which says something that is always true.
		 */
		STAND_IN

	}

}
