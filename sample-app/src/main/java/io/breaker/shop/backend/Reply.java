package io.breaker.shop.backend;

import io.netty.handler.codec.http.HttpHeaderNames;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers of the backend in JSON, each with a line break at its end for those who use
 * {@code curl}.
 */
final class Reply {

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final int TOO_MANY = 429;

	private static final int UNAVAILABLE = 503;

	private static final String TWO_SECONDS = "2";

	private Reply() {
	}

	static Object answer(String text) {
		return new Answer(text, "LIVE");
	}

	static Object error(@Nullable String message) {
		return new Mistake(String.valueOf(message));
	}

	static Mono<Void> send(HttpServerResponse response, int status, Object body) {
		response.status(status)
			.header(HttpHeaderNames.CONTENT_TYPE, "application/json")
			.header(HttpHeaderNames.CACHE_CONTROL, "no-store")
			.header("X-Content-Type-Options", "nosniff");
		if (status == UNAVAILABLE || status == TOO_MANY) {
			response.header(HttpHeaderNames.RETRY_AFTER, TWO_SECONDS);
		}
		return response.sendString(Mono.just(JSON.writeValueAsString(body) + "\n")).then();
	}

	private record Answer(String text, String source) {
	}

	private record Mistake(String error) {
	}

}
