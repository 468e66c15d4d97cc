package io.breaker;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * How the core is built, as rules over its classes.
 */
final class ArchitectureRules {

	private static final Set<String> PUBLIC = Set.of("Breaker", "BreakerRegistry", "BreakerRegistryBuilder",
			"BreakerDecorator", "Permit", "GuardedCall", "GuardedAction", "CallRejectedException", "Suppressed");

	private static final String[] EXPORTED = { "io.breaker", "io.breaker.config", "io.breaker.event" };

	private ArchitectureRules() {
	}

	/**
	 * The pattern {@code io.breaker.(**)} would miss cycles with the package at the root.
	 */
	static ArchRule packagesAreFreeOfCycles() {
		return slices().matching("(**)").should().beFreeOfCycles();
	}

	static ArchRule coreDependsOnTheJdkOnly() {
		return classes().should()
			.onlyDependOnClassesThat(resideInAnyPackage("java..", "org.jspecify..", "io.breaker..").or(arrays()));
	}

	private static DescribedPredicate<JavaClass> arrays() {
		return DescribedPredicate.describe("primitive arrays", (type) -> type.getBaseComponentType().isPrimitive());
	}

	static ArchRule configKnowsNobody() {
		return stranger("io.breaker.config", "io.breaker", "io.breaker.event..", "io.breaker.window..");
	}

	static ArchRule windowKnowsNobody() {
		return stranger("io.breaker.window", "io.breaker", "io.breaker.event..", "io.breaker.config..");
	}

	static ArchRule eventKnowsConfigOnly() {
		return stranger("io.breaker.event", "io.breaker", "io.breaker.window..");
	}

	private static ArchRule stranger(String who, String... toWhom) {
		return noClasses().that().resideInAPackage(who).should().dependOnClassesThat().resideInAnyPackage(toWhom);
	}

	static ArchRule windowIsUsedByTheMachineOnly() {
		return noClasses().that()
			.resideOutsideOfPackages("io.breaker", "io.breaker.window")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("io.breaker.window..");
	}

	static ArchRule noPublicSignatureMentionsTheWindow() {
		return classes().that().resideInAnyPackage(EXPORTED).and().arePublic().should(mentionNoWindow());
	}

	private static ArchCondition<JavaClass> mentionNoWindow() {
		return condition("mention no window type in what users see", (type, events) -> {
			Stream<JavaClass> supertypes = Stream.concat(type.getRawSuperclass().stream(),
					type.getRawInterfaces().stream());
			supertypes.filter(ArchitectureRules::isWindow)
				.forEach((seen) -> violated(events, type, type.getName() + " is a " + seen.getName()));
			for (JavaCodeUnit unit : type.getCodeUnits()) {
				if (isVisible(unit.getModifiers())
						&& unit.getAllInvolvedRawTypes().stream().anyMatch(ArchitectureRules::isWindow)) {
					violated(events, type, unit.getFullName());
				}
			}
			for (JavaField field : type.getFields()) {
				if (isVisible(field.getModifiers())
						&& field.getAllInvolvedRawTypes().stream().anyMatch(ArchitectureRules::isWindow)) {
					violated(events, type, field.getFullName());
				}
			}
		});
	}

	private static boolean isWindow(JavaClass type) {
		return type.getPackageName().equals("io.breaker.window");
	}

	private static boolean isVisible(Set<JavaModifier> modifiers) {
		return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
	}

	static ArchRule timeComesFromOnePlace() {
		DescribedPredicate<AccessTarget> clocks = DescribedPredicate.describe("a clock",
				(target) -> target.getOwner().isEquivalentTo(System.class)
						&& (target.getName().equals("nanoTime") || target.getName().equals("currentTimeMillis"))
						|| target.getOwner().getPackageName().equals("java.time") && target.getName().equals("now")
						|| target.getOwner().getFullName().equals("java.time.Clock")
								&& target.getName().startsWith("system"));
		return noClasses().that()
			.doNotHaveFullyQualifiedName("io.breaker.config.SystemTime")
			.should()
			.accessTargetWhere(
					DescribedPredicate.describe("the target is a clock", (access) -> clocks.test(access.getTarget())));
	}

	static ArchRule nobodySleeps() {
		return noClasses().should()
			.callMethodWhere(DescribedPredicate.describe("it sleeps",
					(call) -> call.getName().equals("sleep") && (call.getTargetOwner().isEquivalentTo(Thread.class)
							|| call.getTargetOwner().getFullName().equals("java.util.concurrent.TimeUnit"))));
	}

	static ArchRule noMethodIsSynchronized() {
		return methods().should().notHaveModifier(JavaModifier.SYNCHRONIZED);
	}

	static ArchRule nobodyWaits() {
		return noClasses().should()
			.callMethodWhere(DescribedPredicate.describe("it waits on a monitor or wakes who does",
					(call) -> call.getTargetOwner().isEquivalentTo(Object.class)
							&& Set.of("wait", "notify", "notifyAll").contains(call.getName())));
	}

	static ArchRule nobodyUsesLocks() {
		return noClasses().should().dependOnClassesThat().resideInAPackage("java.util.concurrent.locks");
	}

	static ArchRule nobodyStartsThreads() {
		DescribedPredicate<JavaClass> threads = assignableTo(Thread.class).or(assignableTo(ThreadGroup.class))
			.or(assignableTo("java.util.concurrent.ExecutorService"))
			.or(assignableTo("java.util.Timer"));
		return noClasses().should()
			.callConstructorWhere(
					DescribedPredicate.describe("it makes a thread", (call) -> threads.test(call.getTargetOwner())))
			.orShould()
			.callMethodWhere(DescribedPredicate.describe("it makes a thread or uses one of a pool",
					(call) -> call.getTargetOwner().getFullName().equals("java.util.concurrent.Executors")
							|| call.getTargetOwner().isEquivalentTo(Thread.class)
									&& Set.of("start", "ofVirtual", "ofPlatform", "startVirtualThread")
										.contains(call.getName())
							|| call.getTargetOwner().getFullName().equals("java.util.concurrent.ForkJoinPool")
							|| call.getName().equals("delayedExecutor") || call.getName().equals("parallelStream")
							|| isPooled(call.getTarget())));
	}

	/**
	 * Tells whether a step of a future would go to the common pool, for want of an
	 * executor.
	 */
	private static boolean isPooled(AccessTarget.MethodCallTarget target) {
		return target.getName().endsWith("Async")
				&& target.getOwner().isAssignableTo("java.util.concurrent.CompletionStage")
				&& target.getRawParameterTypes().stream().noneMatch((type) -> type.isEquivalentTo(Executor.class));
	}

	static ArchRule onlyNamedMethodsTouchTheState() {
		return fields().that(areOfTheMachine(Set.of("state", "STATE")))
			.should(beAccessedOnlyBy(Set.of("<init>", "<clinit>", "present", "presentAt", "commit", "remaining")));
	}

	private static DescribedPredicate<JavaField> areOfTheMachine(Set<String> names) {
		return DescribedPredicate.describe("are " + names + " of the machine",
				(field) -> field.getOwner().getFullName().equals("io.breaker.Machine")
						&& names.contains(field.getName()));
	}

	private static ArchCondition<JavaField> beAccessedOnlyBy(Set<String> names) {
		return condition("be accessed only by " + names,
				(field, events) -> field.getAccessesToSelf()
					.stream()
					.filter((access) -> !names.contains(access.getOrigin().getName()))
					.forEach((access) -> violated(events, field, access.getDescription())));
	}

	static ArchRule stateIsReplacedInOnePlace() {
		return fields().that(areOfTheMachine(Set.of("STATE"))).should(beAccessedOnlyBy(Set.of("<clinit>", "commit")));
	}

	static ArchRule onlyWhatUsersNeedIsPublic() {
		return classes().that()
			.resideInAPackage("io.breaker")
			.and()
			.arePublic()
			.should(condition("be one of " + PUBLIC, (type, events) -> {
				if (!PUBLIC.contains(type.getSimpleName())) {
					violated(events, type, type.getName() + " is public");
				}
			}));
	}

	static List<String> publicNames() {
		return List.copyOf(PUBLIC);
	}

	static ArchRule namesSayWhatThingsAre() {
		return noClasses().should()
			.haveNameMatching(".*(Utils?|Helper|Manager|Impl)(\\$.*)?")
			.orShould(resideInAPackageNamed("(.*\\.)?(common|misc|utils?|helpers?)(\\..*)?"));
	}

	private static ArchCondition<JavaClass> resideInAPackageNamed(String pattern) {
		return condition("reside in a package that says nothing", (type, events) -> {
			boolean matches = type.getPackageName().matches(pattern);
			events.add(new SimpleConditionEvent(type, matches, type.getName() + " resides there"));
		});
	}

	static ArchRule everyPackageIsNullMarked() {
		return classes().should(condition("reside in a package that is @NullMarked", (type, events) -> {
			if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
				violated(events, type, "The package of " + type.getName() + " is not @NullMarked");
			}
		}));
	}

	private static <T> void violated(ConditionEvents events, T who, String what) {
		events.add(SimpleConditionEvent.violated(who, what));
	}

	private static <T> ArchCondition<T> condition(String description, Check<T> check) {
		return new ArchCondition<>(description) {
			@Override
			public void check(T item, ConditionEvents events) {
				check.check(item, events);
			}
		};
	}

	/**
	 * Reports what is wrong with an item.
	 */
	private interface Check<T> {

		void check(T item, ConditionEvents events);

	}

}
