using Mono.Cecil;
using Mono.Cecil.Cil;

namespace DeepQ.Architecture.Tests;

/// <summary>Reads from a compiled assembly which types use which: in signatures, attributes and the bodies of methods.</summary>
/// <remarks>Types inside of others count as those. Constants are not seen: the compiler puts their values in.</remarks>
internal sealed class CompiledAssembly
{
    private readonly HashSet<string> _types = [];
    private readonly HashSet<TypeUse> _uses = [];
    private readonly HashSet<TypeUse> _foreignUses = [];

    private CompiledAssembly(ModuleDefinition module)
    {
        foreach (TypeDefinition type in module.GetTypes())
        {
            string from = Outermost(type).FullName;
            if (IsGenerated(from))
                continue;
            _types.Add(from);
            foreach (TypeReference used in UsedBy(type).SelectMany(Parts))
            {
                TypeReference to = Outermost(used);
                if (IsGenerated(to.FullName))
                    continue;
                if (to is not TypeDefinition)
                    _foreignUses.Add(new(from, to.FullName));
                else if (to.FullName != from)
                    _uses.Add(new(from, to.FullName));
            }
        }
    }

    /// <summary>The full names of the types.</summary>
    public IReadOnlySet<string> Types => _types;

    /// <summary>Which types use which others of the assembly.</summary>
    public IReadOnlySet<TypeUse> Uses => _uses;

    /// <summary>Which types use which of other assemblies.</summary>
    public IReadOnlySet<TypeUse> ForeignUses => _foreignUses;

    /// <summary>Reads a library beside the tests.</summary>
    public static CompiledAssembly Of(string library)
    {
        using ModuleDefinition module = ModuleDefinition.ReadModule(FileOf(library));
        return new(module);
    }

    /// <summary>Where a library is.</summary>
    public static string FileOf(string library) => Path.Combine(AppContext.BaseDirectory, $"{library}.dll");

    private static IEnumerable<TypeReference?> UsedBy(TypeDefinition type) =>
    [
        type.BaseType,
        .. type.Interfaces.Select(each => each.InterfaceType),
        .. Constraints(type),
        .. Attributes(type),
        .. type.Fields.SelectMany(field => Attributes(field).Append(field.FieldType)),
        .. type.Properties.SelectMany(Attributes),
        .. type.Events.SelectMany(Attributes),
        .. type.Methods.SelectMany(UsedBy),
    ];

    private static IEnumerable<TypeReference?> UsedBy(MethodDefinition method)
    {
        IEnumerable<TypeReference?> signature = [.. Signature(method), .. Constraints(method), .. Attributes(method)];
        return !method.HasBody ? signature :
        [
            .. signature,
            .. method.Body.Variables.Select(variable => variable.VariableType),
            .. method.Body.ExceptionHandlers.Select(handler => handler.CatchType),
            .. method.Body.Instructions.SelectMany(UsedBy),
        ];
    }

    private static IEnumerable<TypeReference?> UsedBy(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        FieldReference field => [field.DeclaringType, field.FieldType],
        MethodReference method => [method.DeclaringType, .. Signature(method)],
        _ => [],
    };

    private static IEnumerable<TypeReference?> Signature(MethodReference method) =>
    [
        method.ReturnType,
        .. method.Parameters.Select(parameter => parameter.ParameterType),
        .. method is GenericInstanceMethod generic ? generic.GenericArguments : [],
    ];

    private static IEnumerable<TypeReference?> Constraints(IGenericParameterProvider provider) =>
        provider.GenericParameters.SelectMany(parameter => parameter.Constraints).Select(constraint => constraint.ConstraintType);

    private static IEnumerable<TypeReference?> Attributes(ICustomAttributeProvider provider) => provider.CustomAttributes
        .SelectMany(attribute => attribute.ConstructorArguments.Select(argument => argument.Value as TypeReference)
            .Append(attribute.AttributeType));

    // The types that one is made of: those of arguments, elements, pointers and references.
    private static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => [generic.ElementType, .. generic.GenericArguments.SelectMany(Parts)],
        FunctionPointerType pointer => Signature(pointer).SelectMany(Parts),
        IModifierType modified => [modified.ModifierType, .. Parts(modified.ElementType)],
        TypeSpecification made => Parts(made.ElementType),
        _ => [type],
    };

    private static IEnumerable<TypeReference?> Signature(FunctionPointerType pointer) =>
        pointer.Parameters.Select(parameter => parameter.ParameterType).Append(pointer.ReturnType);

    // What the compiler makes for all types together has no namespace; the rest of it is inside of them.
    private static bool IsGenerated(string type) => type.StartsWith('<');

    private static TypeReference Outermost(TypeReference type)
    {
        while (type.DeclaringType is { } outer)
            type = outer;
        return type;
    }
}
