package io.breaker.spring.aop;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.asm.Type;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

import io.breaker.spring.CircuitBreaker;

/**
 * Finds guarded methods that are called from inside of their own class. No proxy sees
 * such a call, so no breaker does.
 */
final class SelfCalls {

	private static final String LAMBDA = "lambda$";

	private final Class<?> type;

	private final GuardedMethods methods;

	private final List<Method> all;

	private final Map<String, Method> bySignature = new HashMap<>();

	private final Map<GuardedMethod, Set<String>> callers = new LinkedHashMap<>();

	private SelfCalls(Class<?> type, GuardedMethods methods) {
		this.type = type;
		this.methods = methods;
		this.all = Arrays.asList(ReflectionUtils.getAllDeclaredMethods(type));
		this.all.forEach(
				(method) -> this.bySignature.putIfAbsent(method.getName() + Type.getMethodDescriptor(method), method));
	}

	/**
	 * Describes the calls that go past a breaker, one sentence for each guarded method.
	 */
	static List<String> past(Class<?> type, GuardedMethods methods) {
		SelfCalls calls = new SelfCalls(type, methods);
		calls.read();
		return calls.callers.entrySet().stream().map((entry) -> describe(entry.getKey(), entry.getValue())).toList();
	}

	private static String describe(GuardedMethod callee, Set<String> callers) {
		return ("%s is called from inside of its class, in %s, where no proxy sees it: such calls go past its circuit "
				+ "breaker '%s'. Call it through the bean, which can be injected into itself, move it to another bean, "
				+ "or set 'breaker.aspect-mode' to 'aspectj'.")
			.formatted(callee.describe(), String.join(" and ", callers), callee.breaker());
	}

	private void read() {
		List<Class<?>> parts = Stream
			.concat(Stream.<Class<?>>iterate(this.type, Objects::nonNull, Class::getSuperclass),
					Arrays.stream(ClassUtils.getAllInterfacesForClass(this.type)))
			.filter((part) -> !part.getName().startsWith("java."))
			.toList();
		Set<String> owners = parts.stream().map(Type::getInternalName).collect(Collectors.toSet());
		parts.forEach((part) -> read(part, owners));
	}

	/**
	 * Reads a class. One whose code is not there, as in a native image, is passed over.
	 */
	private void read(Class<?> part, Set<String> owners) {
		try (InputStream code = part.getResourceAsStream(ClassUtils.getClassFileName(part))) {
			if (code != null) {
				new ClassReader(code).accept(new PartVisitor(part, owners),
						ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
			}
		}
		catch (IOException | RuntimeException ex) {
			// What cannot be read holds nothing to warn of.
		}
	}

	private void called(@Nullable Method caller, String callerName, SelfCallReader.Call call) {
		Method callee = method(call.name(), call.descriptor());
		GuardedMethod guarded = (callee != null) ? this.methods.find(callee, this.type) : null;
		boolean passesOn = call.special() && caller != null && caller.getName().equals(call.name())
				&& Type.getMethodDescriptor(caller).equals(call.descriptor());
		if (guarded != null && !passesOn && !isGuardedAnyway(callerName, guarded)) {
			this.callers.computeIfAbsent(guarded, (key) -> new TreeSet<>()).add(callerName + "()");
		}
	}

	/**
	 * Tells whether the call is a part of one that the same breaker counts, or whether
	 * the annotation of the class, meant for callers from outside, guards both.
	 */
	private boolean isGuardedAnyway(String caller, GuardedMethod callee) {
		boolean own = AnnotatedElementUtils.hasAnnotation(callee.method(), CircuitBreaker.class);
		return this.all.stream()
			.filter((method) -> method.getName().equals(caller))
			.map((method) -> this.methods.find(method, this.type))
			.anyMatch((guarded) -> guarded != null && (!own || guarded.breaker().equals(callee.breaker())));
	}

	private @Nullable Method method(String name, String descriptor) {
		return this.bySignature.get(name + descriptor);
	}

	/**
	 * Reads the methods of a class and its lambdas, without those that a sub-class
	 * overrides. Bridges only pass calls on.
	 */
	private final class PartVisitor extends ClassVisitor {

		private final Class<?> part;

		private final Set<String> owners;

		PartVisitor(Class<?> part, Set<String> owners) {
			super(SpringAsmInfo.ASM_VERSION);
			this.part = part;
			this.owners = owners;
		}

		@Override
		public @Nullable MethodVisitor visitMethod(int access, String name, String descriptor,
				@Nullable String signature, String @Nullable [] exceptions) {
			Method caller = method(name, descriptor);
			boolean overridden = caller != null && caller.getDeclaringClass() != this.part
					&& (access & Opcodes.ACC_PRIVATE) == 0;
			if (overridden || (access & Opcodes.ACC_BRIDGE) != 0) {
				return null;
			}
			return new SelfCallReader((access & Opcodes.ACC_STATIC) != 0, this.owners,
					(call) -> called(caller, nameOf(name), call));
		}

		private String nameOf(String name) {
			String plain = name;
			if (name.startsWith(LAMBDA) && name.lastIndexOf('$') > LAMBDA.length()) {
				plain = name.substring(LAMBDA.length(), name.lastIndexOf('$'));
			}
			return plain.equals("<init>") || plain.equals("new") ? SelfCalls.this.type.getSimpleName() : plain;
		}

	}

}
