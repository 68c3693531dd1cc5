using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Consumers;

/// <summary>A console program that takes packages.</summary>
/// <param name="Name">The name of its project.</param>
/// <param name="Source">Its one file.</param>
/// <param name="Packages">The packages it refers to.</param>
internal sealed record ConsoleProgram(string Name, string Source, params string[] Packages)
{
    /// <summary>LibTorch for this system, which a program that trains refers to.</summary>
    public static string LibTorch =>
        OperatingSystem.IsWindows() ? "libtorch-cpu-win-x64"
        : OperatingSystem.IsMacOS() ? "libtorch-cpu-osx-arm64"
        : "libtorch-cpu-linux-x64";

    /// <summary>The names of files that are not to be in the output; null for none.</summary>
    public Regex? Without { get; init; }

    /// <summary>Builds and runs it.</summary>
    /// <param name="workspace">Where it is built. It runs in the folder itself, where the others find what it writes.</param>
    /// <param name="expected">Lines that it is to write.</param>
    /// <exception cref="FailureException">It does not build, run or write that, or brings what it should not.</exception>
    public void Use(Workspace workspace, params string[] expected)
    {
        string folder = Directory.CreateDirectory(Path.Combine(workspace.Folder, Name)).FullName;
        File.WriteAllText(Path.Combine(folder, "Program.cs"), Source);
        new XElement("Project",
            new XAttribute("Sdk", "Microsoft.NET.Sdk"),
            new XElement("PropertyGroup", new XElement("OutputType", "Exe")),
            new XElement("ItemGroup", Packages.Select(package => new XElement(
                "PackageReference",
                new XAttribute("Include", package),
                new XAttribute("Version", workspace.VersionOf(package))))))
            .Save(Path.Combine(folder, $"{Name}.csproj"));

        Dotnet.Run(folder, "build", "--output", "out", "-warnaserror");
        string[] unwanted = [.. Directory.GetFiles(Path.Combine(folder, "out"), "*", SearchOption.AllDirectories)
            .Select(path => Path.GetFileName(path))
            .Where(file => Without?.IsMatch(file) == true)];
        if (unwanted.Length > 0)
            throw new FailureException($"It brings {string.Join(", ", unwanted)}.");
        string output = Dotnet.Run(workspace.Folder, Path.Combine(folder, "out", $"{Name}.dll"));
        foreach (string line in expected)
            FailureException.ThrowUnlessContains(output, line);
        Directory.Delete(folder, recursive: true);
    }
}
