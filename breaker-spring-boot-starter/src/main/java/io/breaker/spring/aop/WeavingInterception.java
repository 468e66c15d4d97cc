package io.breaker.spring.aop;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.breaker.spring.CircuitBreaker;

/**
 * Looks whether guarded methods are woven, in an application without the proxies.
 */
final class WeavingInterception implements Interception {

	/** What the weaver calls the body of a method that it has put advice around. */
	private static final String BODY = "_aroundBody";

	@Override
	public void checkPlaces(Class<?> type, @Nullable Object bean) {
		// A method can be woven wherever it stands.
	}

	@Override
	public List<String> check(String name, Class<?> type, @Nullable Object bean, List<GuardedMethod> guarded) {
		for (GuardedMethod each : guarded) {
			if (!isWoven(each.method())) {
				throw new InvalidGuardException(
						"@CircuitBreaker on " + each.describe() + " in " + type.getName()
								+ " has no effect: 'breaker.aspect-mode' is 'aspectj', and the method is not woven",
						action(each.method(), type));
			}
			if (Modifier.isStatic(each.method().getModifiers())) {
				WovenCalls.refuseInstanceFallbacks(each);
			}
		}
		return List.of();
	}

	private static boolean isWoven(Method method) {
		return Stream.of(method.getDeclaringClass().getDeclaredMethods())
			.anyMatch((each) -> each.getName().startsWith(method.getName() + BODY));
	}

	private static String action(Method method, Class<?> type) {
		String proxy = " Otherwise set 'breaker.aspect-mode' to 'proxy'.";
		if (Proxy.isProxyClass(type)) {
			return "An interface without a class cannot be woven. Guard a method that calls it instead." + proxy;
		}
		boolean direct = method.isAnnotationPresent(CircuitBreaker.class)
				|| method.getDeclaringClass().isAnnotationPresent(CircuitBreaker.class);
		return (direct
				? "Start with '-javaagent:aspectjweaver.jar' and a META-INF/aop.xml that includes the class, or weave it "
						+ "when it is compiled."
				: "AspectJ sees neither annotations on annotations nor those that a method inherits. Put "
						+ "@CircuitBreaker on the method or its class itself.")
				+ proxy;
	}

}
