package io.breaker.spring.aspectj;

import java.lang.ref.WeakReference;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.breaker.Breaker;
import io.breaker.BreakerRegistry;
import io.breaker.CallRejectedException;
import io.breaker.config.BreakerMode;
import io.breaker.config.Intervention;
import io.breaker.event.Outcome;
import io.breaker.spring.aspectj.woven.Impatient;
import io.breaker.spring.aspectj.woven.Inventory;
import io.breaker.spring.aspectj.woven.Meta;
import io.breaker.spring.aspectj.woven.Misplaced;
import io.breaker.spring.aspectj.woven.Special;
import io.breaker.spring.aspectj.woven.Whole;
import io.breaker.spring.autoconfigure.BreakerAspectJAutoConfiguration;
import io.breaker.spring.autoconfigure.BreakerAutoConfiguration;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.aop.support.AopUtils;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.NestedExceptionUtils;

import static io.breaker.test.BreakerAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What is seen in a virtual machine that weaves. Its own main method runs it there, see
 * {@link WovenTests}; each public method is one scenario.
 */
@SuppressWarnings("unused")
final class WovenScenarios {

	private static final String MODE = "breaker.aspect-mode=";

	private WovenScenarios() {
	}

	/**
	 * Runs all scenarios and says of each whether it passed.
	 */
	@SuppressWarnings("SystemOut")
	public static void main(String[] arguments) throws IllegalAccessException {
		for (Method scenario : WovenScenarios.class.getDeclaredMethods()) {
			if (Modifier.isPublic(scenario.getModifiers()) && scenario.getParameterCount() == 0) {
				try {
					scenario.invoke(null);
					System.out.println("passed " + scenario.getName());
				}
				catch (InvocationTargetException ex) {
					System.out.println("failed " + scenario.getName());
					ex.getCause().printStackTrace(System.out);
				}
			}
		}
		System.exit(0);
	}

	private static void run(String mode, Class<?> bean, Consumer<AssertableApplicationContext> action) {
		runner(mode, bean).run(action::accept);
	}

	@SuppressWarnings({ "unchecked", "rawtypes" })
	private static ApplicationContextRunner runner(String mode, Class bean) {
		return new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(BreakerAutoConfiguration.class, BreakerAspectJAutoConfiguration.class))
			.withPropertyValues(MODE + mode)
			.withBean(bean);
	}

	private static Breaker breaker(AssertableApplicationContext context, String name) {
		return context.getBean(BreakerRegistry.class).breaker(name);
	}

	private static void open(Breaker breaker) {
		breaker.overrideMode(BreakerMode.FORCED_OPEN, Intervention.by("test"));
	}

	public static void selfInvocationAndPrivateAndFinalAndStaticMethodsAreGuarded() {
		run("aspectj", Inventory.class, (context) -> {
			Inventory inventory = context.getBean(Inventory.class);
			assertThat(AopUtils.isAopProxy(inventory)).isFalse();

			assertThat(inventory.report()).isEqualTo("ahiddenclosedcounted");
			assertThat(inventory.later().get()).isEqualTo("b");

			assertThat(breaker(context, "stock")).hasCounted(Outcome.SUCCESS, 2);
			assertThat(breaker(context, "hidden")).hasCounted(Outcome.SUCCESS, 1);
			assertThat(breaker(context, "closed")).hasCounted(Outcome.SUCCESS, 1);
			assertThat(breaker(context, "counted")).hasCounted(Outcome.SUCCESS, 1);
		});
	}

	public static void objectsThatSpringDidNotMakeAreGuarded() {
		run("aspectj", Inventory.class, (context) -> {
			open(breaker(context, "stock"));
			Inventory own = new Inventory();

			assertThatExceptionOfType(CallRejectedException.class).isThrownBy(() -> own.stock("a"));

			assertThat(own.ran).hasValue(0);
		});
	}

	public static void fallbacksAnswerOnTheObjectItself() {
		run("aspectj", Inventory.class, (context) -> {
			Inventory inventory = context.getBean(Inventory.class);
			assertThat(inventory.failed()).isEqualTo("answer for c");
			open(breaker(context, "failing"));
			open(breaker(context, "counted"));

			assertThat(inventory.failed()).isEqualTo("rejected");
			assertThat(Inventory.counted()).isEqualTo("uncounted");

			assertThat(breaker(context, "failing")).hasCounted(Outcome.FAILURE, 1).hasCounted(Outcome.REJECTED, 1);
		});
	}

	// INV-47
	public static void eachSubscriptionIsACallOnWhateverThread() {
		run("aspectj", Inventory.class, (context) -> {
			Inventory inventory = context.getBean(Inventory.class);
			Mono<String> mono = inventory.mono();
			assertThat(inventory.ran).hasValue(0);

			assertThat(mono.subscribeOn(Schedulers.boundedElastic()).block()).isEqualTo("mono");
			assertThat(mono.subscribeOn(Schedulers.parallel()).block()).isEqualTo("mono");
			assertThat(mono.block()).isEqualTo("mono");

			assertThat(inventory.ran).hasValue(3);
			assertThat(breaker(context, "mono")).hasCounted(Outcome.SUCCESS, 3);
		});
	}

	public static void otherAspectsOnTheSameMethodAreAroundTheBreaker() {
		run("aspectj", Inventory.class, (context) -> {
			Inventory inventory = context.getBean(Inventory.class);
			int before = OtherAspect.SEEN.get();

			assertThat(inventory.stock("a")).isEqualTo("a");
			Mono<String> mono = inventory.mono();
			assertThat(OtherAspect.SEEN).hasValue(before + 2);
			assertThat(mono.block()).isEqualTo("mono");
			assertThat(mono.subscribeOn(Schedulers.parallel()).block()).isEqualTo("mono");

			assertThat(OtherAspect.SEEN).hasValue(before + 2);
			assertThat(inventory.ran).hasValue(3);
			assertThat(breaker(context, "stock")).hasCounted(Outcome.SUCCESS, 1);
			assertThat(breaker(context, "mono")).hasCounted(Outcome.SUCCESS, 2);
		});
	}

	// INV-44
	public static void rejectionArrivesInsideTheFuture() {
		run("aspectj", Inventory.class, (context) -> {
			Inventory inventory = context.getBean(Inventory.class);
			assertThat(inventory.future().join()).isEqualTo("future");
			open(breaker(context, "future"));

			assertThatThrownBy(() -> inventory.future().join()).isInstanceOf(CompletionException.class)
				.hasCauseInstanceOf(CallRejectedException.class);

			assertThat(inventory.ran).hasValue(1);
		});
	}

	// INV-41
	public static void methodThatCallsTheOneItOverridesIsOneCall() {
		run("aspectj", Special.class, (context) -> {
			assertThat(context.getBean(Special.class).stock("a")).isEqualTo("special a");

			assertThat(breaker(context, "special")).hasCounted(Outcome.SUCCESS, 1);
			assertThat(breaker(context, "stock")).hasCounted(Outcome.SUCCESS, 0);
		});
	}

	public static void annotationOfAFinalClassMeansWhatIsCalledFromOutside() {
		run("aspectj", Whole.class, (context) -> {
			assertThat(context.getBean(Whole.class).open()).isEqualTo("hidden");
			assertThat(context.getBean(Whole.class)).hasToString("whole");

			assertThat(context.getBean(BreakerRegistry.class).all()).singleElement()
				.satisfies((breaker) -> assertThat(breaker).hasCounted(Outcome.SUCCESS, 1));
		});
	}

	// INV-41
	public static void wovenClassIsGuardedOnceInProxyMode() {
		run("proxy", Impatient.class, (context) -> {
			assertThat(AopUtils.isAopProxy(context.getBean(Impatient.class))).isTrue();

			context.getBean(Impatient.class).stock();

			assertThat(breaker(context, "impatient")).hasCounted(Outcome.SUCCESS, 1);
		});
	}

	public static void callsPassWhileNoContextIsUp() {
		assertThat(new Inventory().report()).isEqualTo("ahiddenclosedcounted");
	}

	public static void callsPassWhileTheContextStarts() {
		run("aspectj", Impatient.class, (context) -> {
			assertThat(breaker(context, "impatient")).hasCounted(Outcome.SUCCESS, 0);

			context.getBean(Impatient.class).stock();

			assertThat(breaker(context, "impatient")).hasCounted(Outcome.SUCCESS, 1);
		});
	}

	public static void eachOfTwoContextsAnswersForItsOwnObjects() {
		run("aspectj", Inventory.class, (first) -> {
			run("aspectj", Inventory.class, (second) -> {
				open(breaker(first, "stock"));

				assertThat(second.getBean(Inventory.class).stock("a")).isEqualTo("a");
				assertThatExceptionOfType(CallRejectedException.class)
					.isThrownBy(() -> first.getBean(Inventory.class).stock("a"));
				assertThat(new Inventory().stock("a")).isEqualTo("a");

				assertThat(breaker(second, "stock")).hasCounted(Outcome.SUCCESS, 2);
			});
			run("aspectj", Impatient.class,
					(third) -> assertThat(breaker(first, "impatient")).hasCounted(Outcome.SUCCESS, 0));
			assertThatExceptionOfType(CallRejectedException.class).isThrownBy(() -> new Inventory().stock("a"));
		});
	}

	// INV-54
	@SuppressWarnings("FutureReturnValueIgnored")
	public static void closedContextIsForgotten() {
		WeakReference<?> closed = closed();

		for (int i = 0; i < 200 && closed.get() != null; i++) {
			System.gc();
			byte[][] pressure = new byte[64][1 << 16];
			assertThat(pressure).hasDimensions(64, 1 << 16);
		}

		assertThat(closed.get()).isNull();
		assertThat(new Inventory().stock("a")).isEqualTo("a");
	}

	private static WeakReference<?> closed() {
		WeakReference<?>[] closed = new WeakReference<?>[1];
		run("aspectj", Inventory.class, (context) -> {
			context.getBean(Inventory.class).stock("a");
			closed[0] = new WeakReference<>(context.getBean(BreakerRegistry.class));
		});
		return closed[0];
	}

	public static void contextThatFailsToStartIsForgotten() {
		run("aspectj", Misplaced.class,
				(context) -> assertThat(refusal(context)).contains(
						"The fallback 'String Misplaced.answer()' of Misplaced.stock()",
						"the guarded method is static, and the fallback is not"));

		assertThat(Misplaced.stock()).isEqualTo("42");
	}

	public static void annotationThatWeavingDoesNotSeeIsRefused() {
		run("aspectj", Meta.class, (context) -> assertThat(refusal(context)).contains("Meta.stock()",
				"'breaker.aspect-mode' is 'aspectj', and the method is not woven"));
	}

	// INV-55
	public static void callsOfManyThreadsAreCountedExactly() {
		run("aspectj", Inventory.class, (context) -> {
			Inventory inventory = context.getBean(Inventory.class);
			ExecutorService threads = Executors.newFixedThreadPool(4);
			for (int i = 0; i < 1_000; i++) {
				threads.execute(inventory::report);
			}
			threads.shutdown();

			assertThat(threads).satisfies((each) -> assertThat(each.awaitTermination(30, TimeUnit.SECONDS)).isTrue());

			assertThat(breaker(context, "stock")).hasCounted(Outcome.SUCCESS, 1_000);
			assertThat(breaker(context, "hidden")).hasCounted(Outcome.SUCCESS, 1_000);
		});
	}

	private static String refusal(AssertableApplicationContext context) {
		return String.valueOf(NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure()).getMessage());
	}

}
