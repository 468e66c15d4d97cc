package io.breaker.spring.http;

import java.util.function.Function;

import io.breaker.spring.CircuitBreaker;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.support.WebClientAdapter;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.invoker.HttpExchangeAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

/**
 * The ways in which Spring calls by HTTP, each in a method that breaker {@code shop}
 * guards.
 */
enum Client {

	REST_CLIENT(Rest.class, Rest::new, Rest::stock),

	REST_TEMPLATE(Template.class, Template::new, Template::stock),

	WEB_CLIENT_MONO(WebMono.class, WebMono::new, (shop) -> shop.stock().block()),

	WEB_CLIENT_FLUX(WebFlux.class, WebFlux::new, (shop) -> shop.stock().blockLast()),

	INTERFACE_OVER_REST_CLIENT(RestShop.class, (url) -> proxy(overRest(url), RestShop.class), RestShop::stock),

	INTERFACE_OVER_WEB_CLIENT(WebShop.class, (url) -> proxy(overWeb(url), WebShop.class), WebShop::stock),

	REACTIVE_INTERFACE_OVER_WEB_CLIENT(ReactiveShop.class, (url) -> proxy(overWeb(url), ReactiveShop.class),
			(shop) -> shop.stock().block());

	private final Kind<?> kind;

	<T> Client(Class<T> type, Function<String, T> maker, Function<T, String> call) {
		this.kind = new Kind<>(type, maker, call);
	}

	/**
	 * Adds the bean with the guarded method.
	 */
	ApplicationContextRunner addTo(ApplicationContextRunner runner, String url) {
		return this.kind.addTo(runner, url);
	}

	/**
	 * Calls the guarded method.
	 */
	String call(ApplicationContext context) {
		return this.kind.call(context);
	}

	private static HttpExchangeAdapter overRest(String url) {
		return RestClientAdapter.create(RestClient.create(url));
	}

	private static HttpExchangeAdapter overWeb(String url) {
		return WebClientAdapter.create(WebClient.create(url));
	}

	private static <T> T proxy(HttpExchangeAdapter adapter, Class<T> type) {
		return HttpServiceProxyFactory.builderFor(adapter).build().createClient(type);
	}

	private record Kind<T>(Class<T> type, Function<String, T> maker, Function<T, String> call) {

		ApplicationContextRunner addTo(ApplicationContextRunner runner, String url) {
			return runner.withBean(this.type, () -> this.maker.apply(url));
		}

		String call(ApplicationContext context) {
			return this.call.apply(context.getBean(this.type));
		}

	}

	static class Rest {

		private final RestClient client;

		Rest(String url) {
			this.client = RestClient.create(url);
		}

		@CircuitBreaker(name = "shop", fallback = "lastKnown")
		String stock() {
			return this.client.get().uri("/stock").retrieve().body(String.class);
		}

		String lastKnown() {
			return "fallback";
		}

	}

	static class Template {

		private final RestTemplate client = new RestTemplate();

		private final String url;

		Template(String url) {
			this.url = url;
		}

		@CircuitBreaker(name = "shop", fallback = "lastKnown")
		String stock() {
			return this.client.getForObject(this.url + "/stock", String.class);
		}

		String lastKnown() {
			return "fallback";
		}

	}

	static class WebMono {

		private final WebClient client;

		WebMono(String url) {
			this.client = WebClient.create(url);
		}

		@CircuitBreaker(name = "shop", fallback = "lastKnown")
		Mono<String> stock() {
			return this.client.get().uri("/stock").retrieve().bodyToMono(String.class);
		}

		String lastKnown() {
			return "fallback";
		}

	}

	static class WebFlux {

		private final WebClient client;

		WebFlux(String url) {
			this.client = WebClient.create(url);
		}

		@CircuitBreaker(name = "shop", fallback = "lastKnown")
		Flux<String> stock() {
			return this.client.get().uri("/stock").retrieve().bodyToFlux(String.class);
		}

		Flux<String> lastKnown() {
			return Flux.just("fallback");
		}

	}

	@HttpExchange
	interface RestShop {

		@CircuitBreaker(name = "shop", fallback = "lastKnown")
		@GetExchange("/stock")
		String stock();

		default String lastKnown() {
			return "fallback";
		}

	}

	@HttpExchange
	interface WebShop {

		@CircuitBreaker(name = "shop", fallback = "lastKnown")
		@GetExchange("/stock")
		String stock();

		default String lastKnown() {
			return "fallback";
		}

	}

	@HttpExchange
	interface ReactiveShop {

		@CircuitBreaker(name = "shop", fallback = "lastKnown")
		@GetExchange("/stock")
		Mono<String> stock();

		default Mono<String> lastKnown() {
			return Mono.just("fallback");
		}

	}

}
