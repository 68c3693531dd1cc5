using System.Runtime.CompilerServices;
using Mono.Cecil;

namespace DeepQ.Architecture.Tests;

/// <summary>Reads which assemblies a compiled library needs.</summary>
internal static class AssemblyReferences
{
    /// <summary>The names of the assemblies that a library names itself.</summary>
    public static IReadOnlyList<string> In(string library)
    {
        using ModuleDefinition module = ModuleDefinition.ReadModule(CompiledAssembly.FileOf(library));
        return [.. module.AssemblyReferences.Select(reference => reference.Name)];
    }

    /// <summary>The names of the assemblies that a library shows its internal types to.</summary>
    public static IReadOnlyList<string> FriendsOf(string library)
    {
        using ModuleDefinition module = ModuleDefinition.ReadModule(CompiledAssembly.FileOf(library));
        return
        [
            .. module.Assembly.CustomAttributes
                .Where(attribute => attribute.AttributeType.Name == nameof(InternalsVisibleToAttribute))
                .Select(attribute => ((string)attribute.ConstructorArguments[0].Value).Split(',')[0]),
        ];
    }

    /// <summary>The names of all assemblies that a library needs, directly or through others.</summary>
    public static IReadOnlySet<string> Behind(string library)
    {
        SortedSet<string> names = new(StringComparer.Ordinal);
        Queue<string> unread = new([library]);
        while (unread.TryDequeue(out string? next))
        {
            foreach (string name in In(next))
            {
                // What is not beside the tests is part of .NET.
                if (names.Add(name) && File.Exists(CompiledAssembly.FileOf(name)))
                    unread.Enqueue(name);
            }
        }

        return names;
    }
}
