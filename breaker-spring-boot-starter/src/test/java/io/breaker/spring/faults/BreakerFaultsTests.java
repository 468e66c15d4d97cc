package io.breaker.spring.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.breaker.BreakerRegistry;
import io.breaker.config.Alarm;
import io.breaker.config.Intervention;
import io.breaker.config.InvalidSettingException;
import io.breaker.config.TimeSource;
import io.breaker.event.Outcome;
import io.breaker.spring.CircuitBreaker;
import io.breaker.spring.actuate.BreakersEndpoint;
import io.breaker.spring.autoconfigure.BreakerAutoConfiguration;
import io.breaker.spring.autoconfigure.BreakerEndpointsAutoConfiguration;
import io.breaker.spring.autoconfigure.BreakerFaultsAutoConfiguration;
import io.breaker.spring.autoconfigure.BreakerHealthAutoConfiguration;
import io.breaker.spring.autoconfigure.BreakerRatesAutoConfiguration;
import io.breaker.spring.health.BreakersHealth;
import io.breaker.test.ManualTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static io.breaker.test.BreakerAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

/**
 * Faults on purpose: what the callers of guarded methods get, for how long, and who is
 * told.
 */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
@ExtendWith(OutputCaptureExtension.class)
class BreakerFaultsTests {

	private static final Intervention DRILL = Intervention.by("alice").because("drill").lasting(Duration.ofSeconds(30));

	private final ManualTime time = new ManualTime();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(BreakerAutoConfiguration.class, BreakerFaultsAutoConfiguration.class))
		.withBean(TimeSource.class, () -> this.time)
		.withBean(Alarm.class, this.time::alarm)
		.withBean(Client.class);

	private void run(ContextConsumer<AssertableApplicationContext> consumer) {
		this.runner.withPropertyValues("breaker.faults.enabled=true").run(consumer);
	}

	@Test
	void isOffUnlessSwitchedOn() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(BreakerFaults.class));
	}

	@Test
	void operatorsSeeWhatIsWrong() {
		this.runner
			.withConfiguration(AutoConfigurations.of(BreakerRatesAutoConfiguration.class,
					BreakerEndpointsAutoConfiguration.class, BreakerHealthAutoConfiguration.class))
			.withPropertyValues("breaker.faults.enabled=true", "management.endpoints.web.exposure.include=*")
			.run((context) -> {
				String told = faults(context).inject("client", InjectedFault.none().failing(30), DRILL).toString();

				BreakersEndpoint endpoint = context.getBean(BreakersEndpoint.class);
				assertThat(endpoint.breaker("client")).extracting("fault").isEqualTo(told);
				assertThat(endpoint.breakers(null, null, null).breakers()).extracting("fault").containsExactly(told);
				HealthContributor health = context.getBean(BreakersHealth.class).getContributor("client");
				assertThat(health).asInstanceOf(type(HealthIndicator.class))
					.satisfies((client) -> assertThat(client.health().getDetails()).containsEntry("fault", told));

				faults(context).heal("client", DRILL);

				assertThat(endpoint.breaker("client")).extracting("fault").isNull();
			});
	}

	@Test
	void someCallsFailEvenlySpread() {
		run((context) -> {
			Client client = context.getBean(Client.class);
			faults(context).inject("client", InjectedFault.none().failing(30), DRILL);

			int failed = 0;
			for (int i = 0; i < 10; i++) {
				failed += fails(client) ? 1 : 0;
			}

			assertThat(failed).isEqualTo(3);
			assertThat(context.getBean(BreakerRegistry.class).breaker("client")).hasCounted(Outcome.FAILURE, 3);
		});
	}

	private static boolean fails(Client client) {
		try {
			client.plain();
			return false;
		}
		catch (InjectedFailureException ex) {
			return true;
		}
	}

	@Test
	void breakerOpensAndClosesAgainWhenTheFaultEnds() {
		run((context) -> {
			Client client = context.getBean(Client.class);
			var breaker = context.getBean(BreakerRegistry.class).breaker("client");
			faults(context).inject("client", InjectedFault.none().failing(100), DRILL);
			for (int i = 0; i < 100 && breaker.state().name().equals("CLOSED"); i++) {
				fails(client);
				this.time.advance(Duration.ofMillis(100));
			}
			assertThat(breaker).isOpen();

			this.time.advance(Duration.ofSeconds(40));
			client.plain();
			this.time.advance(Duration.ofSeconds(40));

			assertThat(faults(context).active()).isEmpty();
			assertThat(breaker).isClosed();
		});
	}

	@Test
	void failureCanBeChosen() {
		run((context) -> {
			IOException failure = new IOException("refused");
			faults(context).inject("client", InjectedFault.none().failing(100).with(() -> failure), DRILL);

			assertThatExceptionOfType(IOException.class).isThrownBy(context.getBean(Client.class)::checked)
				.isSameAs(failure);
		});
	}

	@Test
	void callHangsUntilItIsHealed() throws Exception {
		ExecutorService caller = Executors.newSingleThreadExecutor();
		try {
			run((context) -> {
				faults(context).inject("client", InjectedFault.none().hanging(), DRILL);

				Future<String> call = caller.submit(context.getBean(Client.class)::plain);
				boolean healed = faults(context).heal("client", DRILL);

				assertThat(healed).isTrue();
				assertThat(call.get(10, TimeUnit.SECONDS)).isEqualTo("fine");
			});
		}
		finally {
			caller.shutdownNow();
		}
	}

	@Test
	void futureHangsWithoutHoldingTheCaller() {
		run((context) -> {
			faults(context).inject("client", InjectedFault.none().hanging(), DRILL);

			CompletableFuture<String> call = context.getBean(Client.class).later();
			assertThat(call).isNotDone();
			this.time.advance(Duration.ofSeconds(30));

			assertThat(call).isCompletedWithValue("fine");
		});
	}

	@Test
	void publisherIsDelayedWithoutHoldingTheCaller() {
		run((context) -> {
			faults(context).inject("client", InjectedFault.none().delayedBy(Duration.ofSeconds(2)), DRILL);

			StepVerifier.create(context.getBean(Client.class).one())
				.expectSubscription()
				.then(() -> this.time.advance(Duration.ofSeconds(2)))
				.expectNext("fine")
				.verifyComplete();
			StepVerifier.create(context.getBean(Client.class).many())
				.expectSubscription()
				.then(() -> this.time.advance(Duration.ofSeconds(2)))
				.expectNext("a", "b")
				.verifyComplete();
		});
	}

	@Test
	void publisherFails() {
		run((context) -> {
			faults(context).inject("client", InjectedFault.none().failing(100), DRILL);

			StepVerifier.create(context.getBean(Client.class).many()).verifyError(InjectedFailureException.class);
		});
	}

	@Test
	void newFaultTakesThePlaceOfTheOldOne() {
		run((context) -> {
			faults(context).inject("client", InjectedFault.none().hanging(), DRILL);
			CompletableFuture<String> hanging = context.getBean(Client.class).later();

			faults(context).inject("client", InjectedFault.none(), DRILL);

			assertThat(hanging).isCompletedWithValue("fine");
			assertThat(faults(context).active()).hasSize(1);
		});
	}

	@Test
	void beginningAndEndAreLogged(CapturedOutput output) {
		run((context) -> {
			faults(context).inject("client", InjectedFault.none().failing(50), DRILL);
			this.time.advance(Duration.ofSeconds(30));
		});

		assertThat(output)
			.contains("Fault injected into the calls through circuit breaker 'client': "
					+ "50% of the calls fail, until 2026-01-01T12:00:30Z (alice: drill)")
			.contains("Fault in the calls through circuit breaker 'client' ended: its time is over");
	}

	@Test
	void unknownBreakerAndFaultWithoutEndAreRefused() {
		run((context) -> {
			InjectedFault fault = InjectedFault.none().failing(50);

			assertThatExceptionOfType(InvalidSettingException.class)
				.isThrownBy(() -> faults(context).inject("cleint", fault, DRILL))
				.withMessageContaining("did you mean 'client'?");
			assertThatExceptionOfType(InvalidSettingException.class)
				.isThrownBy(() -> faults(context).inject("client", fault, Intervention.by("alice")))
				.withMessageContaining("'lasting' must be a duration of more than 0s and at most 1h but was null");
			assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> fault.failing(101))
				.withMessageContaining("'fail' must be a percentage from 0% to 100% but was 101.0");
			assertThat(context.getBean(BreakerRegistry.class).find("cleint")).isEmpty();
		});
	}

	private static BreakerFaults faults(AssertableApplicationContext context) {
		return context.getBean(BreakerFaults.class);
	}

	/**
	 * A client that is well.
	 */
	static class Client {

		@CircuitBreaker("client")
		String plain() {
			return "fine";
		}

		@CircuitBreaker("client")
		String checked() throws IOException {
			return "fine";
		}

		@CircuitBreaker("client")
		CompletableFuture<String> later() {
			return CompletableFuture.completedFuture("fine");
		}

		@CircuitBreaker("client")
		Mono<String> one() {
			return Mono.just("fine");
		}

		@CircuitBreaker("client")
		Flux<String> many() {
			return Flux.just("a", "b");
		}

	}

}
