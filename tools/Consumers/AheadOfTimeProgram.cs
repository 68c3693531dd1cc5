using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Xml.Linq;

namespace Consumers;

/// <summary>A console program that is compiled ahead of time against the packages.</summary>
/// <param name="Name">The name of its project.</param>
/// <param name="Source">Its one file.</param>
/// <param name="Package">The package it refers to.</param>
internal sealed record AheadOfTimeProgram(string Name, string Source, string Package)
{
    private const long MostBytes = 15_000_000;

    /// <summary>The linker that the SDK is told of; empty for its own choice, null where the machine has none.</summary>
    public static string? Linker =>
        OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() || Runs("clang") ? ""
        : Runs("gcc") ? "gcc"
        : null;

    /// <summary>Publishes and runs it.</summary>
    /// <param name="workspace">Where it is published.</param>
    /// <param name="expected">What it is to write.</param>
    /// <exception cref="FailureException">It cannot be published, warns, is too large, or writes something else.</exception>
    public void Use(Workspace workspace, string expected)
    {
        string folder = Directory.CreateDirectory(Path.Combine(workspace.Folder, Name)).FullName;
        File.WriteAllText(Path.Combine(folder, "Program.cs"), Source);
        new XElement("Project",
            new XAttribute("Sdk", "Microsoft.NET.Sdk"),
            new XElement("PropertyGroup", new XElement("OutputType", "Exe"), new XElement("PublishAot", "true")),
            new XElement("ItemGroup", new XElement(
                "PackageReference", new XAttribute("Include", Package), new XAttribute("Version", workspace.VersionOf(Package)))))
            .Save(Path.Combine(folder, $"{Name}.csproj"));

        string[] linker = Linker is { Length: > 0 } other ? [$"-p:CppCompilerAndLinker={other}"] : [];
        Dotnet.Run(
            folder, ["publish", "-r", RuntimeInformation.RuntimeIdentifier, "--output", "out", "-warnaserror", .. linker]);
        string program = Path.Combine(folder, "out", OperatingSystem.IsWindows() ? $"{Name}.exe" : Name);
        long bytes = new FileInfo(program).Length;
        if (bytes > MostBytes)
            throw new FailureException($"It has {bytes} bytes; {MostBytes} are the most.");
        using Process process = Process.Start(new ProcessStartInfo(program)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
        })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        FailureException.ThrowUnlessContains(output, expected);
        Console.WriteLine($"        {bytes / 1e6:F1} MB");
        Directory.Delete(folder, recursive: true);
    }

    private static bool Runs(string program)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, "--version")
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
