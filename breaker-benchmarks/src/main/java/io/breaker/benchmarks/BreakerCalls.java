package io.breaker.benchmarks;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import io.breaker.Breaker;
import io.breaker.BreakerRegistry;
import io.breaker.CallRejectedException;
import io.breaker.GuardedAction;
import io.breaker.GuardedCall;
import io.breaker.config.BreakerConfiguration;
import io.breaker.config.Intervention;
import io.breaker.config.SettingsBuilder;
import io.breaker.config.TimeSource;
import io.breaker.config.Window;
import io.breaker.event.BreakerState;
import io.breaker.micrometer.BreakerMetrics;
import io.breaker.rates.RecentRates;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * Calls through this breaker.
 */
final class BreakerCalls {

	private BreakerCalls() {
	}

	static void defaults(SettingsBuilder settings) {
	}

	static void slowCall(SettingsBuilder settings) {
		settings.slowCall(Duration.ofSeconds(2));
	}

	static void countWindow(SettingsBuilder settings) {
		settings.window(Window.ofCalls(100)).minimumCalls(100);
	}

	static void timeWindow(SettingsBuilder settings) {
		settings.window(Window.ofTime(Duration.ofSeconds(10))).minimumCalls(100);
	}

	static Contender closed(Consumer<SettingsBuilder> settings) {
		Breaker breaker = breaker(settings);
		GuardedCall<Object, RuntimeException> call = Callee::answer;
		return closed(breaker, () -> breaker.call(call));
	}

	static Contender closedWithFallback() {
		Breaker breaker = breaker(BreakerCalls::defaults);
		GuardedCall<Object, RuntimeException> call = Callee::answer;
		Function<Exception, Object> fallback = (ex) -> Callee.forbidden();
		return closed(breaker, () -> breaker.call(call, fallback));
	}

	static Contender closedWithMeters() {
		BreakerRegistry breakers = BreakerRegistry.create();
		RecentRates rates = new RecentRates(breakers, TimeSource.system());
		PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
		new BreakerMetrics(breakers, rates).bindTo(meters);
		Breaker breaker = breakers.breaker("benchmark");
		GuardedCall<Object, RuntimeException> call = Callee::answer;
		return new Contender(() -> breaker.call(call), () -> breaker.state() == BreakerState.CLOSED
				&& meters.get("breaker.calls").tag("outcome", "success").functionCounter().count() > 0);
	}

	static Contender closedGet() {
		Breaker breaker = breaker(BreakerCalls::defaults);
		Supplier<Object> supplier = Callee::answer;
		return closed(breaker, () -> breaker.get(supplier));
	}

	static Contender closedRun() {
		Breaker breaker = breaker(BreakerCalls::defaults);
		GuardedAction<RuntimeException> action = Callee::answer;
		return closed(breaker, () -> {
			breaker.run(action);
			return Callee.answer();
		});
	}

	private static Contender closed(Breaker breaker, Callable<?> call) {
		return new Contender(call, () -> breaker.state() == BreakerState.CLOSED && breaker.totals().success() > 0);
	}

	static Contender rejected() {
		Breaker breaker = openBreaker();
		GuardedCall<Object, RuntimeException> call = Callee::forbidden;
		return open(breaker, () -> {
			try {
				return breaker.call(call);
			}
			catch (CallRejectedException ex) {
				return ex;
			}
		});
	}

	static Contender rejectedWithFallback() {
		Breaker breaker = openBreaker();
		GuardedCall<Object, RuntimeException> call = Callee::forbidden;
		Function<Exception, Object> fallback = (ex) -> Callee.answer();
		return open(breaker, () -> breaker.call(call, fallback));
	}

	private static Contender open(Breaker breaker, Callable<?> call) {
		return new Contender(call, () -> breaker.state() == BreakerState.OPEN && breaker.totals().rejected() > 0);
	}

	static Contender failing(Consumer<SettingsBuilder> settings) {
		Breaker breaker = breaker(settings.andThen((failing) -> failing.failureRate(Callee.TOO_MANY)));
		GuardedCall<Object, RuntimeException> call = Callee::answerOrFail;
		return new Contender(() -> {
			try {
				return breaker.call(call);
			}
			catch (Callee.Failure ex) {
				return ex;
			}
		}, () -> breaker.state() == BreakerState.CLOSED && breaker.totals().failure() > 0);
	}

	static Contender async(Consumer<SettingsBuilder> settings) {
		Breaker breaker = breaker(settings);
		return closed(breaker, () -> breaker.callAsync(Callee::answerAsync));
	}

	static Contender annotated() {
		ConfigurableApplicationContext context = AnnotatedBeans.breaker(Map.of());
		AnnotatedBeans.Guarded bean = context.getBean(AnnotatedBeans.Guarded.class);
		return closed(context.getBean(BreakerRegistry.class).breaker("benchmark"), bean::answer);
	}

	static Contender annotatedWithFallback() {
		ConfigurableApplicationContext context = AnnotatedBeans.breaker(Map.of());
		AnnotatedBeans.Guarded bean = context.getBean(AnnotatedBeans.Guarded.class);
		return closed(context.getBean(BreakerRegistry.class).breaker("benchmark"), bean::answerWithFallback);
	}

	static Contender annotatedRejected() {
		ConfigurableApplicationContext context = AnnotatedBeans.breaker(Map.of("breaker.defaults.open-for", "1h"));
		AnnotatedBeans.Guarded bean = context.getBean(AnnotatedBeans.Guarded.class);
		Breaker breaker = context.getBean(BreakerRegistry.class).breaker("benchmark");
		breaker.moveTo(BreakerState.OPEN, Intervention.by("benchmark"));
		return open(breaker, bean::forbidden);
	}

	private static Breaker openBreaker() {
		Breaker breaker = breaker((settings) -> settings.openFor(Duration.ofHours(1)));
		breaker.moveTo(BreakerState.OPEN, Intervention.by("benchmark"));
		return breaker;
	}

	private static Breaker breaker(Consumer<SettingsBuilder> settings) {
		return BreakerRegistry.builder()
			.configuration(BreakerConfiguration.builder().defaults(settings).build())
			.build()
			.breaker("benchmark");
	}

}
