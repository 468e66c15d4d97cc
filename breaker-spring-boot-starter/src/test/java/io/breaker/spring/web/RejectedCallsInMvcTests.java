package io.breaker.spring.web;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.Callable;
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
import io.breaker.spring.autoconfigure.BreakerWebMvcAutoConfiguration;
import io.breaker.test.BreakerStates;
import io.breaker.test.ManualTime;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.boot.web.server.context.ServerPortInfoApplicationContextInitializer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What a client of Spring MVC gets, over real HTTP from Tomcat, while breaker
 * {@code inventory} is open for another 90.5 s.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RejectedCallsInMvcTests {

	private static final String PROBLEM = "{\"title\":\"Service Unavailable\",\"status\":503,"
			+ "\"detail\":\"The service is temporarily unavailable. Try again in 91 s.\","
			+ "\"instance\":\"%s\",\"breaker\":\"inventory\",\"retryAfter\":91}";

	private final ManualTime time = new ManualTime();

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner(
			AnnotationConfigServletWebServerApplicationContext::new)
		.withConfiguration(AutoConfigurations.of(TomcatServletWebServerAutoConfiguration.class,
				DispatcherServletAutoConfiguration.class, WebMvcAutoConfiguration.class,
				HttpMessageConvertersAutoConfiguration.class, JacksonAutoConfiguration.class,
				ErrorMvcAutoConfiguration.class, BreakerAutoConfiguration.class, BreakerWebMvcAutoConfiguration.class))
		.withUserConfiguration(Orders.class, Functions.class)
		.withInitializer(new ServerPortInfoApplicationContextInitializer())
		.withBean(Inventory.class)
		.withBean(TimeSource.class, () -> this.time)
		.withBean(Alarm.class, this.time::alarm)
		.withPropertyValues("server.port=0", "server.address=127.0.0.1", "breaker.defaults.open-jitter=0%",
				"breaker.defaults.open-for=90500ms");

	@Test
	void closedBreakerLetsTheAnswerThrough() {
		this.runner.run((context) -> {
			HttpResponse<String> response = http(context).get("/plain");

			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(response.body()).isEqualTo("42");
		});
	}

	@Test
	void rejectedCallIsAProblem() {
		this.runner.run((context) -> {
			open(context);
			Http http = http(context);

			for (String path : List.of("/plain", "/future", "/composed", "/callable", "/deferred", "/mono", "/flux",
					"/wrapped", "/function", "/function/async", "/written", "/written/stream")) {
				HttpResponse<String> response = http.get(path);

				assertThat(response.statusCode()).as(path).isEqualTo(503);
				assertThat(response.headers().firstValue("Content-Type").orElse(""))
					.startsWith("application/problem+json");
				assertThat(response.headers().allValues("Retry-After")).containsExactly("91");
				assertThat(response.body()).as(path).isEqualTo(PROBLEM.formatted(path));
			}
		});
	}

	@Test
	void problemIsWhatClientsOfSpringRead() {
		this.runner.run((context) -> {
			open(context);
			RestClient client = RestClient.create(http(context).url());

			HttpServerErrorException thrown = catchThrowableOfType(HttpServerErrorException.class,
					() -> client.get().uri("/plain?secret=1").retrieve().body(String.class));

			ProblemDetail problem = thrown.getResponseBodyAs(ProblemDetail.class);
			assertThat(problem).isNotNull();
			assertThat(problem.getStatus()).isEqualTo(503);
			assertThat(problem.getTitle()).isEqualTo("Service Unavailable");
			assertThat(problem.getInstance()).hasToString("/plain");
		});
	}

	@Test
	void waitIsAbsentWhereNobodyKnowsIt() {
		this.runner.run((context) -> {
			breaker(context).overrideMode(BreakerMode.FORCED_OPEN, Intervention.by("test"));

			HttpResponse<String> response = http(context).get("/plain");

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
					"application/xml", "image/png", "nonsense")) {
				HttpResponse<String> response = http.get("/plain", "Accept", accept);

				assertThat(response.statusCode()).as(accept).isEqualTo(503);
				assertThat(response.body()).as(accept).isEqualTo(PROBLEM.formatted("/plain"));
			}
		});
	}

	@Test
	void browserGetsTheErrorPage() {
		this.runner.run((context) -> {
			open(context);

			HttpResponse<String> response = http(context).get("/plain", "Accept",
					"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");

			assertThat(response.statusCode()).isEqualTo(503);
			assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
			assertThat(response.headers().allValues("Retry-After")).containsExactly("91");
			assertThat(response.body()).contains("Service Unavailable")
				.doesNotContain("inventory")
				.doesNotContain("CallRejectedException");
		});
	}

	@Test
	void headIsAnsweredWithoutABody() {
		this.runner.run((context) -> {
			open(context);

			HttpResponse<String> response = http(context).send("HEAD", "/plain");

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
		MockHttpServletResponse response = new MockHttpServletResponse();
		response.setCommitted(true);
		Breaker breaker = BreakerRegistry.builder().timeSource(this.time).build().breaker("inventory");
		BreakerStates.open(breaker);
		CallRejectedException rejected = catchThrowableOfType(CallRejectedException.class,
				() -> breaker.call(() -> "42"));

		ModelAndView handled = new RejectedCallResolver().resolveException(new MockHttpServletRequest(), response, null,
				rejected);

		assertThat(handled).isNull();
		assertThat(response.getStatus()).isEqualTo(200);
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
	@ValueSource(classes = { AdviceForRejections.class, AdviceForEverything.class, OwnResolver.class })
	void handlerOfTheApplicationWins(Class<?> handler) {
		this.runner.withUserConfiguration(handler).run((context) -> {
			open(context);

			HttpResponse<String> response = http(context).get("/plain");

			assertThat(response.statusCode()).isEqualTo(429);
			assertThat(response.headers().firstValue("Retry-After")).isEmpty();
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
		this.runner.withPropertyValues("spring.mvc.problemdetails.enabled=" + enabled).run((context) -> {
			open(context);

			assertThat(http(context).get("/plain").body()).isEqualTo(PROBLEM.formatted("/plain"));
			assertThat(http(context).get("/status").statusCode()).isEqualTo(502);
		});
	}

	@Test
	void problemNeedsNoJackson() {
		this.runner.withClassLoader(new FilteredClassLoader("tools.jackson", "com.fasterxml.jackson"))
			.run((context) -> {
				open(context);

				assertThat(http(context).get("/plain").body()).isEqualTo(PROBLEM.formatted("/plain"));
			});
	}

	@Test
	void resolverCanBeReplaced() {
		this.runner.withBean(RejectedCallResolver.class)
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(RejectedCallResolver.class));
	}

	@Test
	void nothingIsThereWhereBreakersAreOff() {
		this.runner.withPropertyValues("breaker.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(RejectedCallResolver.class));
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

	@RestController
	static class Orders {

		private final Inventory inventory;

		Orders(Inventory inventory) {
			this.inventory = inventory;
		}

		@GetMapping(path = "/plain")
		String plain() {
			return this.inventory.stock();
		}

		@PostMapping("/post")
		String post() {
			return this.inventory.stock();
		}

		@CrossOrigin
		@GetMapping("/cors")
		String cors() {
			return this.inventory.stock();
		}

		@GetMapping("/future")
		CompletableFuture<String> future() {
			return this.inventory.stockLater();
		}

		@GetMapping("/composed")
		CompletableFuture<String> composed() {
			return CompletableFuture.supplyAsync(this.inventory::stock).thenApply((stock) -> stock + " pieces");
		}

		@GetMapping("/callable")
		Callable<String> callable() {
			return this.inventory::stock;
		}

		@GetMapping("/deferred")
		DeferredResult<String> deferred() {
			DeferredResult<String> result = new DeferredResult<>();
			this.inventory.stockLater().whenComplete((stock, failure) -> result.setErrorResult(failure));
			return result;
		}

		@GetMapping("/mono")
		Mono<String> mono() {
			return this.inventory.stockMono().map((stock) -> stock + " pieces");
		}

		@GetMapping("/flux")
		Flux<String> flux() {
			return this.inventory.stockFlux();
		}

		@GetMapping("/wrapped")
		String wrapped() {
			try {
				return this.inventory.stock();
			}
			catch (CallRejectedException ex) {
				throw new IllegalStateException("no stock", new CompletionException(ex));
			}
		}

		@GetMapping("/written")
		void written(HttpServletResponse response) throws IOException {
			response.setContentType("text/csv");
			response.getWriter().write("stock,");
			response.getWriter().write(this.inventory.stock());
		}

		@GetMapping("/written/stream")
		void stream(HttpServletResponse response) throws IOException {
			response.getOutputStream().write(new byte[] { 1, 2, 3 });
			this.inventory.stock();
		}

		@GetMapping("/committed")
		void committed(HttpServletResponse response) throws IOException {
			response.getWriter().write("stock,");
			response.flushBuffer();
			this.inventory.stock();
		}

		@GetMapping("/status")
		String status() {
			try {
				return this.inventory.stock();
			}
			catch (CallRejectedException ex) {
				throw new ResponseStatusException(HttpStatus.BAD_GATEWAY, "own", ex);
			}
		}

		@GetMapping("/annotated")
		String annotated() {
			try {
				return this.inventory.stock();
			}
			catch (CallRejectedException ex) {
				throw new ConflictException(ex);
			}
		}

		@GetMapping("/failure")
		String failure() {
			throw new IllegalStateException("not a rejection");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Functions {

		@Bean
		RouterFunction<ServerResponse> functions(Inventory inventory) {
			return RouterFunctions.route()
				.GET("/function", (request) -> ServerResponse.ok().body(inventory.stock()))
				.GET("/function/async",
						(request) -> ServerResponse.async(inventory.stockLater()
							.thenApply((stock) -> ServerResponse.ok().contentType(MediaType.TEXT_PLAIN).body(stock))))
				.build();
		}

	}

	@RestController
	static class OwnOrders {

		private final Inventory inventory;

		OwnOrders(Inventory inventory) {
			this.inventory = inventory;
		}

		@GetMapping("/own")
		String own() {
			return this.inventory.stock();
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
	static class OwnResolver {

		@Bean
		HandlerExceptionResolver ownResolver() {
			return (request, response, handler, ex) -> {
				response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
				return new ModelAndView();
			};
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
