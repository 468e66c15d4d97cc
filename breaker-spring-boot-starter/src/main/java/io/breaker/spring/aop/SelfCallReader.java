package io.breaker.spring.aop;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.asm.Handle;
import org.springframework.asm.Label;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.asm.Type;

/**
 * Reads the code of one method and tells which methods it certainly calls on
 * {@code this}, method references included. Stays silent where it cannot be sure.
 */
final class SelfCallReader extends MethodVisitor {

	private final Set<String> owners;

	private final Consumer<Call> calls;

	private final Map<Label, OperandStack> ahead = new HashMap<>();

	private @Nullable OperandStack stack = new OperandStack();

	private boolean selfIsThere;

	/**
	 * Creates a reader.
	 * @param isStatic whether the method has no {@code this}
	 * @param owners the class of the object and what it inherits from
	 * @param calls is told of each call
	 */
	SelfCallReader(boolean isStatic, Set<String> owners, Consumer<Call> calls) {
		super(SpringAsmInfo.ASM_VERSION);
		this.selfIsThere = !isStatic;
		this.owners = owners;
		this.calls = calls;
	}

	/**
	 * Returns the stack here; an empty one where it is not known how the code gets here.
	 */
	private OperandStack stack() {
		OperandStack present = this.stack;
		if (present == null) {
			present = new OperandStack();
			this.stack = present;
		}
		return present;
	}

	/**
	 * Returns how many words are on the stack, -1 where that is not known.
	 */
	int height() {
		return (this.stack != null) ? this.stack.height() : -1;
	}

	@Override
	public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String type) {
		this.ahead.put(handler, OperandStack.ofHandler());
	}

	@Override
	public void visitLabel(Label label) {
		OperandStack jumped = this.ahead.get(label);
		if (jumped != null && this.stack != null) {
			this.stack.meet(jumped);
		}
		else if (jumped != null) {
			this.stack = jumped.copy();
		}
	}

	@Override
	public void visitInsn(int opcode) {
		stack().follow(opcode);
		if ((opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) || opcode == Opcodes.ATHROW) {
			this.stack = null;
		}
	}

	@Override
	public void visitIntInsn(int opcode, int operand) {
		stack().change((opcode == Opcodes.NEWARRAY) ? 1 : 0, 1);
	}

	@Override
	public void visitVarInsn(int opcode, int index) {
		switch (opcode) {
			case Opcodes.ALOAD -> load(index);
			case Opcodes.ILOAD, Opcodes.FLOAD -> stack().change(0, 1);
			case Opcodes.LLOAD, Opcodes.DLOAD -> stack().change(0, 2);
			case Opcodes.LSTORE, Opcodes.DSTORE -> store(index, 2);
			default -> store(index, 1);
		}
	}

	private void load(int index) {
		if (index == 0 && this.selfIsThere) {
			stack().pushSelf();
		}
		else {
			stack().change(0, 1);
		}
	}

	private void store(int index, int words) {
		this.selfIsThere &= index != 0;
		stack().change(words, 0);
	}

	@Override
	public void visitTypeInsn(int opcode, String type) {
		if (opcode != Opcodes.CHECKCAST) {
			stack().change((opcode == Opcodes.NEW) ? 0 : 1, 1);
		}
	}

	@Override
	public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
		int words = Type.getType(descriptor).getSize();
		switch (opcode) {
			case Opcodes.GETSTATIC -> stack().change(0, words);
			case Opcodes.PUTSTATIC -> stack().change(words, 0);
			case Opcodes.GETFIELD -> stack().change(1, words);
			default -> stack().change(1 + words, 0);
		}
	}

	@Override
	public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
		int sizes = Type.getArgumentsAndReturnSizes(descriptor);
		int words = (sizes >> 2) - ((opcode == Opcodes.INVOKESTATIC) ? 1 : 0);
		if (opcode != Opcodes.INVOKESTATIC && stack().isSelf(words) && this.owners.contains(owner)) {
			this.calls.accept(new Call(name, descriptor, opcode == Opcodes.INVOKESPECIAL));
		}
		stack().change(words, sizes & 3);
	}

	@Override
	public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
		int sizes = Type.getArgumentsAndReturnSizes(descriptor);
		int words = (sizes >> 2) - 1;
		for (Object argument : arguments) {
			if (words > 0 && stack().isSelf(words) && argument instanceof Handle handle
					&& handle.getTag() != Opcodes.H_INVOKESTATIC && this.owners.contains(handle.getOwner())) {
				this.calls.accept(new Call(handle.getName(), handle.getDesc(), false));
			}
		}
		stack().change(words, sizes & 3);
	}

	@Override
	public void visitJumpInsn(int opcode, Label label) {
		boolean compares = opcode >= Opcodes.IF_ICMPEQ && opcode <= Opcodes.IF_ACMPNE;
		stack().change((opcode == Opcodes.GOTO) ? 0 : (compares ? 2 : 1), 0);
		jump(label);
		if (opcode == Opcodes.GOTO) {
			this.stack = null;
		}
	}

	private void jump(Label label) {
		OperandStack other = this.ahead.putIfAbsent(label, stack().copy());
		if (other != null) {
			other.meet(stack());
		}
	}

	@Override
	public void visitTableSwitchInsn(int min, int max, Label rest, Label... labels) {
		choose(rest, labels);
	}

	@Override
	public void visitLookupSwitchInsn(Label rest, int[] keys, Label[] labels) {
		choose(rest, labels);
	}

	private void choose(Label rest, Label... labels) {
		stack().change(1, 0);
		jump(rest);
		for (Label label : labels) {
			jump(label);
		}
		this.stack = null;
	}

	@Override
	public void visitLdcInsn(Object value) {
		stack().change(0, (value instanceof Long || value instanceof Double) ? 2 : 1);
	}

	@Override
	public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
		stack().change(dimensions, 1);
	}

	/**
	 * A call on {@code this}.
	 *
	 * @param name the name of the method
	 * @param descriptor its parameters and result
	 * @param special whether exactly this method is called, not one that overrides it
	 */
	record Call(String name, String descriptor, boolean special) {
	}

}
