using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace DeepQ.Serving.Tests.References;

/// <summary>Reads which assemblies a compiled library needs, without loading any.</summary>
internal static class AssemblyReferences
{
    /// <summary>The names of all assemblies that one needs, directly or through others beside it.</summary>
    public static IReadOnlySet<string> Of(Assembly assembly)
    {
        string folder = Path.GetDirectoryName(assembly.Location)!;
        SortedSet<string> names = new(StringComparer.Ordinal);
        Queue<string> unread = new([assembly.Location]);
        while (unread.TryDequeue(out string? file))
        {
            foreach (string name in In(file))
            {
                string other = Path.Combine(folder, $"{name}.dll");
                // What is not beside it is part of .NET.
                if (names.Add(name) && File.Exists(other))
                    unread.Enqueue(other);
            }
        }

        return names;
    }

    private static List<string> In(string file)
    {
        using PEReader image = new(File.OpenRead(file));
        MetadataReader metadata = image.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(
            handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }
}
