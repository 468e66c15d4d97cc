package io.breaker.shop.backend;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.QueryStringDecoder;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Where the backend takes orders to break and to heal: {@code /faults/{service}}. They
 * come in the query or as a form, as {@code curl -d} sends it.
 */
final class FaultDesk {

	private static final int LONGEST_FORM = 1_000;

	private final Faults faults;

	FaultDesk(Faults faults) {
		this.faults = faults;
	}

	Publisher<Void> handle(String service, HttpServerRequest request, HttpServerResponse response) {
		HttpMethod method = request.method();
		if (method.equals(HttpMethod.GET) && service.isEmpty()) {
			return Reply.send(response, 200, this.faults.look());
		}
		if (method.equals(HttpMethod.DELETE)) {
			return order(service, () -> Map.of("fault", "heal"), response);
		}
		if (method.equals(HttpMethod.POST)) {
			return form(request).flatMap((form) -> order(service, () -> read(request.uri(), form), response));
		}
		return Reply.send(response, 405,
				Reply.error("GET /faults, POST /faults/{service} or DELETE /faults/{service}"));
	}

	private Mono<Void> order(String service, Supplier<Map<String, String>> text, HttpServerResponse response) {
		try {
			return Reply.send(response, 200, this.faults.order(service, text.get()));
		}
		catch (IllegalArgumentException ex) {
			return Reply.send(response, 400, Reply.error(ex.getMessage()));
		}
	}

	/**
	 * Reads a short form; a longer one is none.
	 */
	private static Mono<String> form(HttpServerRequest request) {
		int length = request.requestHeaders().getInt(HttpHeaderNames.CONTENT_LENGTH, 0);
		return (length > 0 && length <= LONGEST_FORM) ? request.receive().aggregate().asString().defaultIfEmpty("")
				: Mono.just("");
	}

	private static Map<String, String> read(String uri, String form) {
		Map<String, String> text = new HashMap<>();
		new QueryStringDecoder(uri).parameters().forEach((key, values) -> text.put(key, values.get(0)));
		new QueryStringDecoder(form, false).parameters().forEach((key, values) -> text.put(key, values.get(0)));
		return text;
	}

}
