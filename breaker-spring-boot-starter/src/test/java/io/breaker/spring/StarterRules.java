package io.breaker.spring;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * How the starter is built, as rules over its classes. A package is a room unless it is
 * named here as something else, so a new one is under the rules from its first class on.
 */
final class StarterRules {

	private static final String PUBLIC_TYPES = "io.breaker.spring";

	private static final String AUTOCONFIGURE = "io.breaker.spring.autoconfigure";

	private static final Set<String> CORE = Set.of("io.breaker", "io.breaker.config", "io.breaker.event");

	/**
	 * The only ways from one package of the starter to another, apart from those to the
	 * types that users see, and those of the auto-configuration, which knows all. What a
	 * way leads to is a hall, not a room: it cannot be deleted.
	 */
	private static final Map<String, Set<String>> DOORS = Map.of("io.breaker.micrometer", Set.of("io.breaker.rates"),
			"io.breaker.spring.actuate",
			Set.of("io.breaker.spring.aop", "io.breaker.rates", "io.breaker.spring.request"),
			"io.breaker.spring.aspectj", Set.of("io.breaker.spring.aop"), "io.breaker.spring.faults",
			Set.of("io.breaker.spring.aop", "io.breaker.spring.request"), "io.breaker.spring.health",
			Set.of("io.breaker.spring.aop"), "io.breaker.spring.reactor", Set.of("io.breaker.spring.aop"));

	/**
	 * Where an optional technology may be touched, besides the auto-configuration of the
	 * room. One that is not named here is free to be used in one room.
	 */
	private static final Map<String, Set<String>> TECHNOLOGIES = Map.of("io.micrometer.core",
			Set.of("io.breaker.micrometer"), "org.aspectj", Set.of("io.breaker.spring.aspectj"),
			"org.springframework.cloud", Set.of("io.breaker.spring.refresh"), "org.springframework.boot.actuate",
			Set.of("io.breaker.spring.actuate", "io.breaker.spring.dashboard", "io.breaker.spring.faults",
					"io.breaker.spring.request"),
			"org.springframework.boot.health", Set.of("io.breaker.spring.health"), "reactor",
			Set.of("io.breaker.spring.reactor", "io.breaker.spring.http", "io.breaker.spring.web",
					"io.breaker.spring.dashboard"),
			"org.reactivestreams", Set.of("io.breaker.spring.reactor"), "jakarta.servlet",
			Set.of("io.breaker.spring.web", "io.breaker.spring.dashboard"), "org.springframework.web",
			Set.of("io.breaker.spring.http", "io.breaker.spring.web", "io.breaker.spring.actuate",
					"io.breaker.spring.dashboard"),
			"org.springframework.http", Set.of("io.breaker.spring.http", "io.breaker.spring.web",
					"io.breaker.spring.actuate", "io.breaker.spring.dashboard"));

	/**
	 * What every application with the starter has on its class path.
	 */
	private static final List<String> ALWAYS_THERE = List.of("java.", "javax.", "io.breaker.", "org.jspecify.",
			"org.aopalliance.", "org.apache.commons.logging.", "org.slf4j.", "org.springframework.aop.",
			"org.springframework.aot.", "org.springframework.beans.", "org.springframework.boot.",
			"org.springframework.cache.", "org.springframework.cglib.", "org.springframework.context.",
			"org.springframework.core.", "org.springframework.expression.", "org.springframework.format.",
			"org.springframework.lang.", "org.springframework.resilience.", "org.springframework.resilience.",
			"org.springframework.scheduling.", "org.springframework.stereotype.", "org.springframework.util.",
			"org.springframework.asm.");

	/**
	 * Modules of Spring Boot that an application may lack.
	 */
	private static final List<String> ALWAYS_THERE_OF_BOOT = List.of("ansi", "autoconfigure", "availability", "context",
			"convert", "diagnostics", "env", "io", "json", "logging", "origin", "system", "task", "thread", "util");

	private StarterRules() {
	}

	/**
	 * Returns the packages that belong to the starter whatever is optional.
	 */
	static Set<String> house() {
		Set<String> house = new TreeSet<>(Set.of(PUBLIC_TYPES, PUBLIC_TYPES + ".environment", AUTOCONFIGURE));
		DOORS.values().forEach(house::addAll);
		return house;
	}

	static ArchRule packagesAreFreeOfCycles() {
		return slices().matching("(**)").should().beFreeOfCycles();
	}

	static ArchRule nothingDependsOnTheAutoConfiguration() {
		return noClasses().that()
			.resideOutsideOfPackage(AUTOCONFIGURE)
			.should()
			.dependOnClassesThat()
			.resideInAPackage(AUTOCONFIGURE);
	}

	static ArchRule roomsAreStrangers() {
		return classes().that()
			.resideOutsideOfPackage(AUTOCONFIGURE)
			.should(dependOnlyOn("the core, the types that users see, and the doors that are open to it",
					(origin, target) -> target.equals(origin) || CORE.contains(target) || target.equals(PUBLIC_TYPES)
							|| DOORS.getOrDefault(origin, Set.of()).contains(target)));
	}

	static ArchRule publicTypesKnowNoRoom() {
		return classes().that()
			.resideInAPackage(PUBLIC_TYPES)
			.should(dependOnlyOn("the core", (origin, target) -> target.equals(PUBLIC_TYPES) || CORE.contains(target)));
	}

	private static ArchCondition<JavaClass> dependOnlyOn(String what, Way way) {
		return condition("depend only on " + what, (type, events) -> {
			for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
				String target = dependency.getTargetClass().getBaseComponentType().getPackageName();
				boolean ours = target.equals("io.breaker") || target.startsWith("io.breaker.");
				if (ours && !way.isOpen(type.getPackageName(), target)) {
					violated(events, type, dependency.getDescription());
				}
			}
		});
	}

	static ArchRule technologiesStayInTheirRooms() {
		return classes().should(new ArchCondition<>("touch optional technologies in their rooms only") {

			private final Map<String, Set<String>> rooms = new HashMap<>();

			@Override
			public void check(JavaClass type, ConditionEvents events) {
				if (isAutoConfiguration(type) || isOnlyForAutoConfiguration(type)) {
					return;
				}
				for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
					JavaClass target = dependency.getTargetClass().getBaseComponentType();
					if (isOptional(target)) {
						enter(technology(target), type, events, dependency.getDescription());
					}
				}
			}

			private void enter(String technology, JavaClass type, ConditionEvents events, String description) {
				Set<String> allowed = TECHNOLOGIES.get(technology);
				Set<String> seen = this.rooms.computeIfAbsent(technology, (key) -> new TreeSet<>());
				seen.add(type.getPackageName());
				boolean isRoom = !type.getPackageName().equals(PUBLIC_TYPES)
						&& !type.getPackageName().equals(AUTOCONFIGURE)
						&& !type.getPackageName().equals("io.breaker.spring.aop");
				if (!isRoom || ((allowed != null) ? !allowed.contains(type.getPackageName()) : seen.size() > 1)) {
					violated(events, type, technology + " does not belong there: " + description);
				}
			}
		});
	}

	private static boolean isAutoConfiguration(JavaClass type) {
		JavaClass outermost = outermost(type);
		return outermost.getPackageName().equals(AUTOCONFIGURE) && (outermost.isAnnotatedWith(AutoConfiguration.class)
				|| outermost.isAnnotatedWith(ManagementContextConfiguration.class));
	}

	private static JavaClass outermost(JavaClass type) {
		return type.getEnclosingClass().map(StarterRules::outermost).orElse(type);
	}

	/**
	 * Tells whether a class serves one auto-configuration only, as its properties do.
	 */
	private static boolean isOnlyForAutoConfiguration(JavaClass type) {
		Set<JavaClass> users = type.getDirectDependenciesToSelf()
			.stream()
			.map((dependency) -> outermost(dependency.getOriginClass()))
			.collect(Collectors.toSet());
		return type.getPackageName().equals(AUTOCONFIGURE) && users.size() == 1
				&& users.stream().allMatch(StarterRules::isAutoConfiguration);
	}

	private static boolean isOptional(JavaClass type) {
		String name = type.getName();
		if (name.startsWith("org.springframework.boot.")) {
			String module = name.split("\\.")[3];
			return Character.isLowerCase(module.charAt(0)) && !ALWAYS_THERE_OF_BOOT.contains(module);
		}
		return !type.isPrimitive() && ALWAYS_THERE.stream().noneMatch(name::startsWith);
	}

	private static String technology(JavaClass type) {
		String[] parts = type.getPackageName().split("\\.");
		String start = String.join(".", List.of(parts).subList(0, Math.min(3, parts.length)));
		return TECHNOLOGIES.keySet()
			.stream()
			.filter((each) -> type.getPackageName().equals(each) || type.getPackageName().startsWith(each + "."))
			.max(Comparator.comparingInt(String::length))
			.orElse(start);
	}

	static ArchRule onlyRoomsOfSpringKnowSpring() {
		return noClasses().that()
			.resideOutsideOfPackage("io.breaker.spring..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.springframework..", "io.breaker.spring..");
	}

	static ArchRule autoConfigurationsArePublicAndFinal() {
		return classes().that()
			.areAnnotatedWith(AutoConfiguration.class)
			.should()
			.bePublic()
			.andShould()
			.haveModifier(JavaModifier.FINAL)
			.andShould()
			.resideInAPackage(AUTOCONFIGURE)
			.andShould()
			.haveNameMatching(".*\\.Breaker[A-Za-z]*AutoConfiguration");
	}

	static ArchRule autoConfigurationsHaveNoPublicMembers() {
		return classes().that()
			.areAnnotatedWith(AutoConfiguration.class)
			.should(condition("have no public member but the constructor",
					(type, events) -> type.getMembers()
						.stream()
						.filter((member) -> member.getModifiers().contains(JavaModifier.PUBLIC))
						.filter((member) -> !member.getName().equals("<init>"))
						.forEach((member) -> violated(events, type, member.getFullName() + " is public"))));
	}

	static ArchRule autoConfigurationsAreListed() {
		List<String> listed = Rooms.imports().values().stream().flatMap(List::stream).toList();
		return classes().that()
			.areAnnotatedWith(AutoConfiguration.class)
			.should(condition("be listed for applications or for slices of them", (type, events) -> {
				if (!listed.contains(type.getName())) {
					violated(events, type, type.getName() + " is not listed");
				}
			}));
	}

	static ArchRule beansCanBeReplaced() {
		return methods().that()
			.areAnnotatedWith(Bean.class)
			.should()
			.beAnnotatedWith(ConditionalOnMissingBean.class)
			.orShould()
			.beDeclaredInClassesThat()
			.areAnnotatedWith(ConditionalOnMissingBean.class);
	}

	static ArchRule timeComesFromTheTimeSource() {
		return noClasses().should()
			.accessTargetWhere(DescribedPredicate.describe("it reads a clock",
					(access) -> access.getTargetOwner().isEquivalentTo(System.class)
							&& Set.of("nanoTime", "currentTimeMillis").contains(access.getTarget().getName())
							|| access.getTargetOwner().getPackageName().equals("java.time")
									&& access.getTarget().getName().equals("now")
							|| access.getTargetOwner().getFullName().equals("java.time.Clock")
									&& access.getTarget().getName().startsWith("system")));
	}

	static ArchRule nobodySleeps() {
		return noClasses().should()
			.callMethodWhere(DescribedPredicate.describe("it sleeps",
					(call) -> call.getName().equals("sleep") && (call.getTargetOwner().isEquivalentTo(Thread.class)
							|| call.getTargetOwner().getFullName().equals("java.util.concurrent.TimeUnit"))));
	}

	static ArchRule threadsAreMadeInOnePlace() {
		DescribedPredicate<JavaClass> threads = assignableTo(Thread.class)
			.or(assignableTo("java.util.concurrent.ExecutorService"))
			.or(assignableTo("java.util.Timer"));
		return noClasses().that()
			.doNotHaveFullyQualifiedName(AUTOCONFIGURE + ".BreakerAutoConfiguration")
			.should()
			.callConstructorWhere(
					DescribedPredicate.describe("it makes a thread", (call) -> threads.test(call.getTargetOwner())))
			.orShould()
			.dependOnClassesThat()
			.haveFullyQualifiedName("java.util.concurrent.Executors");
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

	private static <T> ArchCondition<T> condition(String description, BiConsumer<T, ConditionEvents> check) {
		return new ArchCondition<>(description) {
			@Override
			public void check(T item, ConditionEvents events) {
				check.accept(item, events);
			}
		};
	}

	/**
	 * Whether one package may depend on another.
	 */
	private interface Way {

		boolean isOpen(String origin, String target);

	}

}
