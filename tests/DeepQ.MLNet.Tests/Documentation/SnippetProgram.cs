using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DeepQ.MLNet.Tests.Documentation;

/// <summary>A program of the documentation, compiled against what the tests are compiled against.</summary>
internal sealed class SnippetProgram : IDisposable
{
    private const string ImplicitUsings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;";

    private readonly string _assembly = Path.Combine(AppContext.BaseDirectory, $"snippet-{Guid.NewGuid():N}.dll");

    private SnippetProgram(string[] sources)
    {
        CSharpParseOptions language = new(LanguageVersion.CSharp14);
        CSharpCompilation compilation = CSharpCompilation.Create(
            Path.GetFileNameWithoutExtension(_assembly),
            sources.Append(ImplicitUsings).Select(source => CSharpSyntaxTree.ParseText(source, language)),
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
                .Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.ConsoleApplication));
        using FileStream file = File.Create(_assembly);
        string[] errors = [.. compilation.Emit(file).Diagnostics
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.ToString())];
        Assert.Empty(errors);
    }

    /// <summary>Compiles a program of one file or of several.</summary>
    public static SnippetProgram Compile(params string[] sources) => new(sources);

    /// <summary>Runs the program in a process of its own.</summary>
    public (int ExitCode, string Output) Run(string workingFolder, TimeSpan limit)
    {
        using Process process = Start(workingFolder);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(limit))
            process.Kill(entireProcessTree: true);
        process.WaitForExit();
        return (process.ExitCode, output.Result + errors.Result);
    }

    /// <summary>Starts the program in a process of its own, whose output the caller reads.</summary>
    public Process Start(string workingFolder, params string[] args)
    {
        string host = typeof(SnippetProgram).Assembly.GetName().Name!;
        ProcessStartInfo start = new("dotnet")
        {
            ArgumentList =
            {
                "exec",
                "--runtimeconfig", Path.Combine(AppContext.BaseDirectory, $"{host}.runtimeconfig.json"),
                "--depsfile", Path.Combine(AppContext.BaseDirectory, $"{host}.deps.json"),
                _assembly,
            },
            WorkingDirectory = workingFolder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string arg in args)
            start.ArgumentList.Add(arg);
        return Process.Start(start)!;
    }

    public void Dispose() => File.Delete(_assembly);
}
