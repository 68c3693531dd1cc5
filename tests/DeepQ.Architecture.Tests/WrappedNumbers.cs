using Mono.Cecil;

namespace DeepQ.Architecture.Tests;

/// <summary>Finds calls of TorchSharp that wrap a number in what nothing keeps alive while native code reads it.</summary>
/// <remarks>A collection at the wrong moment ends such a call with an error, or the process.</remarks>
internal static class WrappedNumbers
{
    private const string Tensor = "TorchSharp.torch/Tensor";
    private const string Scalar = "TorchSharp.Scalar";

    /// <summary>A line for each such call of a library.</summary>
    public static IReadOnlyList<string> In(string library)
    {
        using ModuleDefinition module = ModuleDefinition.ReadModule(CompiledAssembly.FileOf(library));
        return
        [
            .. from type in module.GetTypes()
               from method in type.Methods
               where method.HasBody && method is not { IsConstructor: true, IsStatic: true }
               from call in method.Body.Instructions.Select(instruction => instruction.Operand).OfType<MethodReference>()
               where Wraps(call)
               select $"{type.FullName}.{method.Name} calls {call.FullName}: pass a Scalar that a static field holds, or a tensor.",
        ];
    }

    // A conversion to a scalar, and what converts inside of TorchSharp: powers, the factor of a sum, numbers beside an operator.
    private static bool Wraps(MethodReference call) => call.DeclaringType.FullName switch
    {
        Scalar => call.Name is "op_Implicit" or ".ctor" || call.Name.StartsWith("To", StringComparison.Ordinal),
        Tensor => call.Name is "square" or "pow" or "op_Addition"
            || (call.Name.StartsWith("op_", StringComparison.Ordinal) && call.Parameters.Any(each => each.ParameterType.FullName != Tensor)),
        _ => false,
    };
}
