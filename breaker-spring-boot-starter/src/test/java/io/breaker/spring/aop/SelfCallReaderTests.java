package io.breaker.spring.aop;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The reader of self-calls against thousands of real methods: what it takes for the
 * height of the stack is what the compiler wrote down beside the code.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class SelfCallReaderTests {

	private final AtomicInteger compared = new AtomicInteger();

	private final List<String> differing = new ArrayList<>();

	@Test
	void stackIsAsHighAsTheCompilerSays() throws IOException {
		List<Resource> classes = new ArrayList<>();
		for (String pattern : List.of("classpath*:org/springframework/core/**/*.class",
				"classpath*:org/springframework/beans/**/*.class", "classpath*:reactor/core/publisher/*.class",
				"classpath*:kotlin/collections/*.class", "classpath*:io/breaker/**/*.class")) {
			classes.addAll(List.of(new PathMatchingResourcePatternResolver().getResources(pattern)));
		}

		for (Resource each : classes) {
			try (InputStream code = each.getInputStream()) {
				new ClassReader(code).accept(new Comparing(each.getFilename()), ClassReader.EXPAND_FRAMES);
			}
		}

		assertThat(this.differing).isEmpty();
		assertThat(this.compared).hasValueGreaterThan(10_000);
	}

	/**
	 * Holds the reader against the frames of each method.
	 */
	private final class Comparing extends ClassVisitor {

		private final String file;

		Comparing(String file) {
			super(SpringAsmInfo.ASM_VERSION);
			this.file = file;
		}

		@Override
		public MethodVisitor visitMethod(int access, String name, String descriptor, String signature,
				String[] exceptions) {
			SelfCallReader reader = new SelfCallReader((access & Opcodes.ACC_STATIC) != 0, Set.of(), (call) -> {
			});
			return new MethodVisitor(SpringAsmInfo.ASM_VERSION, reader) {

				@Override
				public void visitFrame(int type, int locals, Object[] local, int entries, Object[] stack) {
					int height = 0;
					for (int i = 0; i < entries; i++) {
						height += (stack[i] == Opcodes.LONG || stack[i] == Opcodes.DOUBLE) ? 2 : 1;
					}
					if (reader.height() != -1) {
						SelfCallReaderTests.this.compared.incrementAndGet();
						if (reader.height() != height) {
							SelfCallReaderTests.this.differing.add(Comparing.this.file + " " + name + descriptor + ": "
									+ reader.height() + " is not " + height);
						}
					}
				}

			};
		}

	}

}
