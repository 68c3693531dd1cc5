using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics.CodeAnalysis;

namespace Samples;

/// <summary>Parses the command line of the samples.</summary>
internal static class CommandLine
{
    /// <summary>The exit code for an invalid command line.</summary>
    public const int UsageError = 2;

    /// <summary>Parses the command line; if nothing should run, prints the reason and returns the exit code.</summary>
    /// <typeparam name="T">The type of the options.</typeparam>
    /// <param name="command">The options and arguments.</param>
    /// <param name="args">The command line.</param>
    /// <param name="read">Creates the options from the result of parsing.</param>
    /// <param name="output">Receives the help.</param>
    /// <param name="errors">Receives errors, one per line.</param>
    /// <param name="options">The options; null if nothing should run.</param>
    /// <param name="exitCode">0, or <see cref="UsageError"/>.</param>
    public static bool TryRead<T>(
        this RootCommand command,
        string[] args,
        Func<ParseResult, T> read,
        TextWriter output,
        TextWriter errors,
        [NotNullWhen(true)] out T? options,
        out int exitCode)
        where T : class
    {
        bool wanted = false;
        command.SetAction(_ => wanted = true);
        ParseResult parsed = command.Parse(args);
        options = null;
        exitCode = 0;
        if (parsed.Errors.Count > 0)
        {
            foreach (ParseError error in parsed.Errors)
                errors.WriteLine(error.Message);
            errors.WriteLine("--help lists the options.");
            exitCode = UsageError;
            return false;
        }

        parsed.Invoke(new InvocationConfiguration { Output = output, Error = errors });
        if (wanted)
            options = read(parsed);
        return options is not null;
    }
}
