using System.CommandLine;
using DeepQ.Decisions;
using DeepQ.Decisions.Policies;

namespace DeepQ.Tool.Files;

/// <summary>The registry of versions that a command is about.</summary>
internal static class RegistryFolder
{
    public static Argument<string> Argument() => new("folder") { Description = "The folder of the versions, such as policies" };

    public static Argument<string> Version() => new("version")
    {
        Description = "The version, such as 0002-91d4ae03; its beginning is enough where no other one begins so",
    };

    public static Option<string> Why() => new("--why") { Description = "Why; it stands in the history", Required = true };

    /// <summary>Opens a registry, and makes none.</summary>
    /// <exception cref="IOException">The folder is not there, or cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is none, or damaged.</exception>
    public static PolicyRegistry Open(string folder, TimeProvider time)
    {
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException($"There is no folder '{folder}': give the folder of a PolicyRegistry.");
        if (!Directory.EnumerateFileSystemEntries(folder).Any())
            throw new InvalidDataException($"'{folder}' is empty: a program makes a registry there and adds versions, with PolicyRegistry.Add.");
        return new(folder, time: time);
    }

    /// <summary>Finds a version by its name, or the beginning of it.</summary>
    /// <exception cref="ArgumentException">There is none, or more than one.</exception>
    public static string Find(PolicyRegistry registry, string version)
    {
        RegisteredVersion[] found = [.. registry.Versions.Where(one => one.Name == version)];
        if (found.Length == 0)
            found = [.. registry.Versions.Where(one => one.Name.StartsWith(version, StringComparison.Ordinal))];
        return found is [var one] ? one.Name : throw new ArgumentException(
            $"{(found.Length == 0 ? "No version is" : $"{found.Length} versions begin with")} '{version}'. "
            + (registry.Versions.Count == 0 ? "There are none." : $"There are {string.Join(", ", registry.Versions.Select(any => any.Name))}."));
    }
}
