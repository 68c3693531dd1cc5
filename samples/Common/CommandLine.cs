using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics.CodeAnalysis;

namespace Samples;

/// <summary>Reads what the samples are called with.</summary>
internal static class CommandLine
{
    /// <summary>The exit code for a command line that makes no sense.</summary>
    public const int UsageError = 2;

    /// <summary>Reads the command line; where nothing is to be run, says why and gives the exit code.</summary>
    /// <typeparam name="T">What the command line asks for.</typeparam>
    /// <param name="command">The options and arguments.</param>
    /// <param name="args">The command line.</param>
    /// <param name="read">Makes an object of what was read.</param>
    /// <param name="output">Receives the help.</param>
    /// <param name="errors">Receives what is wrong, a line each.</param>
    /// <param name="options">What was read; null where nothing is to be run.</param>
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
