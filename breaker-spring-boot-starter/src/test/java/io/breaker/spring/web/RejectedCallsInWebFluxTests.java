package io.breaker.spring.web;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

import io.breaker.Breaker;
import io.breaker.BreakerRegistry;
import io.breaker.CallRejectedException;
import io.breaker.config.Alarm;
import io.breaker.config.BreakerMode;
import io.breaker.config.Intervention;
import io.breaker.config.TimeSource;
import io.breaker.spring.autoconfigure.BreakerAutoConfiguration;
import io.breaker.spring.autoconfigure.BreakerWebFluxAutoConfiguration;
import io.breaker.test.BreakerStates;
import io.breaker.test.ManualTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.codec.autoconfigure.CodecsAutoConfiguration;
import org.springframework.boot.reactor.netty.autoconfigure.NettyReactiveWebServerAutoConfiguration;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.web.server.reactive.context.AnnotationConfigReactiveWebServerApplicationContext;
import org.springframework.boot.webflux.autoconfigure.HttpHandlerAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.error.ErrorWebFluxAutoConfiguration;
import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.boot.web.server.context.ServerPortInfoApplicationContextInitializer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.server.WebFilter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What a client of Spring WebFlux gets, over real HTTP from Netty, while breaker
 * {@code inventory} is open for another 90.5 s.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RejectedCallsInWebFluxTests {

	private static final String PROBLEM = "{\"title\":\"Service Unavailable\",\"status\":503,"
			+ "\"detail\":\"The service is temporarily unavailable. Try again in 91 s.\","
			+ "\"instance\":\"%s\",\"breaker\":\"inventory\",\"retryAfter\":91}";

	private final ManualTime time = new ManualTime();

	private final ReactiveWebApplicationContextRunner withoutErrorPages = new ReactiveWebApplicationContextRunner(
			AnnotationConfigReactiveWebServerApplicationContext::new)
		.withConfiguration(AutoConfigurations.of(NettyReactiveWebServerAutoConfiguration.class,
				HttpHandlerAutoConfiguration.class, WebFluxAutoConfiguration.class, CodecsAutoConfiguration.class,
				BreakerAutoConfiguration.class, BreakerWebFluxAutoConfiguration.class))
		.withUserConfiguration(Orders.class, Functions.class)
		.withInitializer(new ServerPortInfoApplicationContextInitializer())
		.withBean(ReactorResourceFactory.class, RejectedCallsInWebFluxTests::quickResources)
		.withBean(Inventory.class)
		.withBean(TimeSource.class, () -> this.time)
		.withBean(Alarm.class, this.time::alarm)
		// Reactor Netty 1.3 forgets to read from a connection now and then (its issue
		// 4361)
		.withPropertyValues("server.port=0", "server.address=127.0.0.1", "server.netty.max-keep-alive-requests=1",
				"breaker.defaults.open-jitter=0%", "breaker.defaults.open-for=90500ms");

	private final ReactiveWebApplicationContextRunner runner = this.withoutErrorPages
		.withConfiguration(AutoConfigurations.of(ErrorWebFluxAutoConfiguration.class));

	@Test
	void closedBreakerLetsTheAnswerThrough() {
		this.runner.run((context) -> {
			HttpResponse<String> response = http(context).get("/mono");

			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(response.body()).isEqualTo("42 pieces");
		});
	}

	@Test
	void rejectedCallIsAProblem() {
		this.runner.run((context) -> {
			open(context);
			Http http = http(context);

			for (String path : List.of("/plain", "/future", "/mono", "/flux", "/entity", "/wrapped", "/function",
					"/filtered", "/written")) {
				HttpResponse<String> response = http.get(path);

				assertThat(response.statusCode()).as(path).isEqualTo(503);
				assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
				assertThat(response.headers().allValues("Retry-After")).containsExactly("91");
				assertThat(response.headers().firstValue("Content-Encoding")).isEmpty();
				assertThat(response.body()).as(path).isEqualTo(PROBLEM.formatted(path));
			}
		});
	}

	@Test
	void waitIsAbsentWhereNobodyKnowsIt() {
		this.runner.run((context) -> {
			breaker(context).overrideMode(BreakerMode.FORCED_OPEN, Intervention.by("test"));

			HttpResponse<String> response = http(context).get("/mono");

			assertThat(response.statusCode()).isEqualTo(503);
			assertThat(response.headers().firstValue("Retry-After")).isEmpty();
			assertThat(response.body()).contains("Try again later.").doesNotContain("retryAfter");
		});
	}

	@Test
	void problemIsSentWhateverAProgramAccepts() {
		this.runner.run((context) -> {
			open(context);
			Http http = http(context);

			for (String accept : List.of("application/json", "application/problem+json", "*/*", "text/plain",
					"application/xml")) {
				HttpResponse<String> response = http.get("/plain", "Accept", accept);

				assertThat(response.statusCode()).as(accept).isEqualTo(503);
				assertThat(response.body()).as(accept).isEqualTo(PROBLEM.formatted("/plain"));
			}
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/html", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8" })
	void browserGetsTheErrorPage(String accept) {
		this.runner.run((context) -> {
			open(context);

			HttpResponse<String> response = http(context).get("/mono", "Accept", accept);

			assertThat(response.statusCode()).isEqualTo(503);
			assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
			assertThat(response.headers().allValues("Retry-After")).containsExactly("91");
			assertThat(response.body()).contains("Service Unavailable")
				.doesNotContain("inventory")
				.doesNotContain("CallRejectedException");
		});
	}

	@Test
	void browserIsToldTheStatusWhereThereAreNoErrorPages() {
		this.withoutErrorPages.run((context) -> {
			open(context);

			HttpResponse<String> response = http(context).get("/mono", "Accept", "text/html");

			assertThat(response.statusCode()).isEqualTo(503);
			assertThat(response.headers().allValues("Retry-After")).containsExactly("91");
			assertThat(http(context).get("/mono").body()).isEqualTo(PROBLEM.formatted("/mono"));
		});
	}

	@Test
	void headIsAnsweredWithoutABody() {
		this.runner.run((context) -> {
			open(context);

			HttpResponse<String> response = http(context).send("HEAD", "/mono");

			assertThat(response.statusCode()).isEqualTo(503);
			assertThat(response.headers().allValues("Retry-After")).containsExactly("91");
			assertThat(response.body()).isEmpty();
		});
	}

	@Test
	void postIsAnsweredLikeGet() {
		this.runner.run((context) -> {
			open(context);

			assertThat(http(context).send("POST", "/post").body()).isEqualTo(PROBLEM.formatted("/post"));
		});
	}

	@Test
	void headersForOtherOriginsStay() {
		this.runner.run((context) -> {
			open(context);

			HttpResponse<String> response = http(context).get("/cors", "Origin", "http://shop.example");

			assertThat(response.statusCode()).isEqualTo(503);
			assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
		});
	}

	@Test
	void answerThatIsOnItsWayIsCutOff() {
		this.runner.run((context) -> {
			open(context);
			Http http = http(context);

			assertThatThrownBy(() -> http.get("/committed")).isInstanceOf(IOException.class);
		});
	}

	@Test
	void failureOfAnAnswerThatIsOnItsWayIsPassedOn() {
		MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/"));
		exchange.getResponse().setComplete().block();
		Breaker breaker = BreakerRegistry.builder().timeSource(this.time).build().breaker("inventory");
		BreakerStates.open(breaker);
		CallRejectedException rejected = catchThrowableOfType(CallRejectedException.class,
				() -> breaker.call(() -> "42"));

		Mono<Void> handled = RejectedCallHandler.last().handle(exchange, rejected);

		assertThatThrownBy(handled::block).isSameAs(rejected);
		assertThat(exchange.getResponse().getHeaders().isEmpty()).isTrue();
	}

	@Test
	void statusOfTheApplicationWins() {
		this.runner.run((context) -> {
			open(context);
			Http http = http(context);

			assertThat(http.get("/status").statusCode()).isEqualTo(502);
			assertThat(http.get("/annotated").statusCode()).isEqualTo(409);
			assertThat(http.get("/failure").statusCode()).isEqualTo(500);
			assertThat(http.get("/status").headers().firstValue("Retry-After")).isEmpty();
		});
	}

	@ParameterizedTest
	@ValueSource(classes = { AdviceForRejections.class, AdviceForEverything.class, OwnHandler.class, OwnFilter.class,
			OwnErrorPages.class, OwnErrorPagesFirst.class })
	void handlerOfTheApplicationWins(Class<?> handler) {
		this.runner.withUserConfiguration(handler).run((context) -> {
			open(context);

			HttpResponse<String> response = http(context).get("/mono");

			assertThat(response.statusCode()).isEqualTo(429);
			assertThat(response.headers().firstValue("Retry-After")).isEmpty();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/json", "text/html" })
	void whatOwnErrorPagesLeaveIsAnswered(String accept) {
		this.runner.withUserConfiguration(OwnErrorPagesForOthers.class).run((context) -> {
			open(context);

			HttpResponse<String> response = http(context).get("/mono", "Accept", accept);

			assertThat(response.statusCode()).isEqualTo(503);
			assertThat(response.body()).isEqualTo(PROBLEM.formatted("/mono"));
		});
	}

	@Test
	void handlerOfTheControllerWins() {
		this.runner.withUserConfiguration(OwnOrders.class).run((context) -> {
			open(context);

			assertThat(http(context).get("/own").body()).isEqualTo("handled by the controller");
		});
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void problemDetailsOfSpringChangeNothing(boolean enabled) {
		this.runner.withPropertyValues("spring.webflux.problemdetails.enabled=" + enabled).run((context) -> {
			open(context);

			assertThat(http(context).get("/mono").body()).isEqualTo(PROBLEM.formatted("/mono"));
			assertThat(http(context).get("/status").statusCode()).isEqualTo(502);
		});
	}

	@Test
	void handlerCanBeReplaced() {
		this.runner.withBean(RejectedCallHandler.class, RejectedCallHandler::last)
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(RejectedCallHandler.class));
	}

	@Test
	void nothingIsThereWhereBreakersAreOff() {
		this.runner.withPropertyValues("breaker.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(RejectedCallHandler.class));
	}

	/**
	 * Returns the threads of a server that does not wait before it stops.
	 */
	private static ReactorResourceFactory quickResources() {
		ReactorResourceFactory resources = new ReactorResourceFactory();
		resources.setUseGlobalResources(false);
		resources.setShutdownQuietPeriod(Duration.ZERO);
		return resources;
	}

	private static void open(ApplicationContext context) {
		BreakerStates.open(breaker(context));
	}

	private static Breaker breaker(ApplicationContext context) {
		return context.getBean(BreakerRegistry.class).breaker("inventory");
	}

	private static Http http(ApplicationContext context) {
		return new Http(context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
	}

	private static Mono<Void> tooMany(ServerWebExchange exchange) {
		exchange.getResponse().setStatusCode(HttpStatus.TOO_MANY_REQUESTS);
		return exchange.getResponse().setComplete();
	}

	@RestController
	static class Orders {

		private final Inventory inventory;

		Orders(Inventory inventory) {
			this.inventory = inventory;
		}

		@GetMapping("/plain")
		String plain() {
			return this.inventory.stock();
		}

		@PostMapping("/post")
		Mono<String> post() {
			return this.inventory.stockMono();
		}

		@CrossOrigin
		@GetMapping("/cors")
		Mono<String> cors() {
			return this.inventory.stockMono();
		}

		@GetMapping("/future")
		CompletableFuture<String> future() {
			return this.inventory.stockLater().thenApply((stock) -> stock + " pieces");
		}

		@GetMapping("/mono")
		Mono<String> mono() {
			return this.inventory.stockMono().map((stock) -> stock + " pieces");
		}

		@GetMapping("/flux")
		Flux<String> flux() {
			return this.inventory.stockFlux();
		}

		@GetMapping("/entity")
		ResponseEntity<Mono<String>> entity() {
			return ResponseEntity.ok()
				.header("Content-Encoding", "identity")
				.contentType(MediaType.TEXT_PLAIN)
				.body(this.inventory.stockMono());
		}

		@GetMapping("/wrapped")
		Mono<String> wrapped() {
			return this.inventory.stockMono()
				.onErrorMap((ex) -> new IllegalStateException("no stock", new CompletionException(ex)));
		}

		@GetMapping("/written")
		Mono<Void> written(ServerHttpResponse response) {
			response.setStatusCode(HttpStatus.OK);
			response.getHeaders().setContentType(MediaType.TEXT_PLAIN);
			response.getHeaders().setContentLength(2);
			return response.writeWith(this.inventory.stockMono().map((stock) -> buffer(response, stock)));
		}

		@GetMapping("/committed")
		Mono<Void> committed(ServerHttpResponse response) {
			return response.writeAndFlushWith(Flux.just(Flux.just(buffer(response, "stock,")),
					this.inventory.stockMono().map((stock) -> buffer(response, stock)).flux()));
		}

		private static DataBuffer buffer(ServerHttpResponse response, String text) {
			return response.bufferFactory().wrap(text.getBytes(StandardCharsets.UTF_8));
		}

		@GetMapping("/status")
		Mono<String> status() {
			return this.inventory.stockMono()
				.onErrorMap((ex) -> new ResponseStatusException(HttpStatus.BAD_GATEWAY, "own", ex));
		}

		@GetMapping("/annotated")
		Mono<String> annotated() {
			return this.inventory.stockMono().onErrorMap(ConflictException::new);
		}

		@GetMapping("/failure")
		Mono<String> failure() {
			return Mono.error(new IllegalStateException("not a rejection"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Functions {

		@Bean
		RouterFunction<ServerResponse> functions(Inventory inventory) {
			return RouterFunctions.route()
				.GET("/function", (request) -> inventory.stockMono().flatMap(ServerResponse.ok()::bodyValue))
				.build();
		}

		@Bean
		WebFilter filter(Inventory inventory) {
			return (exchange, chain) -> exchange.getRequest().getPath().value().equals("/filtered")
					? inventory.stockMono().then(chain.filter(exchange)) : chain.filter(exchange);
		}

	}

	@RestController
	static class OwnOrders {

		private final Inventory inventory;

		OwnOrders(Inventory inventory) {
			this.inventory = inventory;
		}

		@GetMapping("/own")
		Mono<String> own() {
			return this.inventory.stockMono();
		}

		@ExceptionHandler(CallRejectedException.class)
		String handle() {
			return "handled by the controller";
		}

	}

	@ControllerAdvice
	static class AdviceForRejections {

		@ExceptionHandler(CallRejectedException.class)
		ResponseEntity<String> handle() {
			return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS).body("own");
		}

	}

	@ControllerAdvice
	static class AdviceForEverything {

		@ExceptionHandler
		ResponseEntity<String> handle(Exception ex) {
			return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS).body("own");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnHandler {

		@Bean
		@Order(-1)
		WebExceptionHandler ownHandler() {
			return (exchange, ex) -> tooMany(exchange);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnFilter {

		@Bean
		WebFilter ownFilter() {
			return (exchange, chain) -> chain.filter(exchange).onErrorResume((ex) -> tooMany(exchange));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnErrorPages {

		@Bean
		ErrorWebExceptionHandler ownErrorPages() {
			return (exchange, ex) -> tooMany(exchange);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnErrorPagesFirst {

		@Bean
		@Order(-2)
		ErrorWebExceptionHandler ownErrorPages() {
			return (exchange, ex) -> tooMany(exchange);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnErrorPagesForOthers {

		@Bean
		ErrorWebExceptionHandler ownErrorPages() {
			return (exchange, ex) -> (ex instanceof IllegalStateException) ? tooMany(exchange) : Mono.error(ex);
		}

	}

	@ResponseStatus(HttpStatus.CONFLICT)
	static class ConflictException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		ConflictException(Throwable cause) {
			super(cause);
		}

	}

}
