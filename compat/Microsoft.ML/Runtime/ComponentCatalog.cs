using System.Reflection;

namespace Microsoft.ML.Runtime;

/// <summary>The classes that saved models may ask for by contract.</summary>
public sealed class ComponentCatalog
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(Type Attribute, string Contract), Type> _extensions = [];
    private readonly HashSet<Assembly> _registered = [];

    internal ComponentCatalog()
    {
    }

    /// <summary>Makes the classes of an assembly that carry an <see cref="ExtensionBaseAttribute"/> known.</summary>
    public void RegisterAssembly(Assembly assembly, bool throwOnError = true)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        lock (_lock)
        {
            if (!_registered.Add(assembly))
                return;
            foreach (Type type in assembly.GetTypes())
            {
                foreach (ExtensionBaseAttribute attribute in type.GetCustomAttributes<ExtensionBaseAttribute>())
                {
                    if (!_extensions.TryAdd((attribute.GetType(), attribute.ContractName), type) && throwOnError)
                    {
                        throw new ArgumentException(
                            $"The contract '{attribute.ContractName}' is already taken.", nameof(assembly));
                    }
                }
            }
        }
    }

    /// <summary>Makes the class that was registered for a contract.</summary>
    internal object GetExtensionValue(Type attributeType, string contractName)
    {
        lock (_lock)
        {
            return _extensions.TryGetValue((attributeType, contractName), out Type type)
                ? Activator.CreateInstance(type, nonPublic: true)
                : throw new InvalidOperationException(
                    $"The contract '{contractName}' is not known: call ComponentCatalog.RegisterAssembly first.");
        }
    }
}
