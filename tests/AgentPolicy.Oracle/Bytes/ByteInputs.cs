using System.Text;
using AgentPolicy.Oracle.Cases;
using AgentPolicy.Oracle.Generation;

namespace AgentPolicy.Oracle.Bytes;

/// <summary>Makes texts that nobody would write: noise, words strung together, texts with flipped and missing bytes, and one fragment over and over. Mostly short ones.</summary>
internal sealed class ByteInputs
{
    private const int Originals = 40;
    private const int MostRepeated = 60_000;

    private readonly Random _random;
    private readonly Dictionary<Subject, string[]> _originals;
    private readonly string[] _values = [.. Pools.Decimals, .. Pools.Addresses, .. Pools.Clocks, .. Pools.Spans, .. Pools.PatternParts];

    public ByteInputs(int seed)
    {
        _random = new Random(seed);
        var made = Enumerable.Range(0, Originals).Select(index => new Choices(unchecked((seed * 31) + index))).Select(choices => (Choices: choices, Plan: new SchemaPlanner(choices).Plan())).ToArray();
        var schemas = Array.ConvertAll(made, item => new SchemaWriter(item.Plan, item.Choices).Write());
        var policies = Array.ConvertAll(made, item => new PolicyWriter(item.Plan, item.Choices).Set().Text);
        var writers = Array.ConvertAll(made, item => (item.Plan, Json: new JsonWriter(item.Plan, item.Choices, hasSchema: false)));
        _originals = new()
        {
            [Subject.Policies] = policies,
            [Subject.PolicyJson] = Array.ConvertAll(policies, text => Written(() => PolicySet.Parse(text, new PolicySetOptions { ErrorMode = ErrorMode.Cedar }).ToJson())),
            [Subject.Schema] = schemas,
            [Subject.SchemaJson] = Array.ConvertAll(schemas, text => Written(() => CedarSchema.Parse(text).ToJson())),
            [Subject.Entities] = [.. writers.Select(item => item.Json.Entities()), .. Enumerable.Repeat(ByteTarget.ValidEntities[0], Originals)],
            [Subject.Context] = [.. writers.Select(item => item.Json.Record(item.Plan.Actions[0].Context)), .. Enumerable.Repeat(ByteTarget.ValidContexts[0], Originals)],
        };
    }

    public string Next(ByteTarget target) => _random.Next(1_000) switch
    {
        < 250 => Noise(),
        < 500 => Words(target.IsJson),
        < 999 => Flipped(target.Subject is { } subject ? _originals[subject] : _values, target.IsJson),
        _ => Repeated(target.IsJson),
    };

    private static string Written(Func<string> write)
    {
        try
        {
            return write();
        }
        catch (Exception exception) when (ByteTarget.IsRefusal(exception))
        {
            return "{}";
        }
    }

    private int Length() => _random.Next(100) switch
    {
        < 70 => _random.Next(30),
        < 98 => _random.Next(200),
        _ => _random.Next(2_000),
    };

    private string Noise()
    {
        var length = Length();
        switch (_random.Next(3))
        {
            case 0:
                var bytes = new byte[length];
                _random.NextBytes(bytes);
                return Encoding.UTF8.GetString(bytes);
            case 1:
                return string.Create(length, _random, (text, random) =>
                {
                    for (var i = 0; i < text.Length; i++)
                        text[i] = (char)random.Next(random.Next(4) == 0 ? 0x10000 : 0x80);
                });
            default:
                const string Common = "{}[]()\"\\:;,.@=<>!&|+-*/ 0123456789abxyT\n\0\uD83D\uDE00";
                return string.Create(length, _random, (text, random) =>
                {
                    for (var i = 0; i < text.Length; i++)
                        text[i] = Common[random.Next(Common.Length)];
                });
        }
    }

    private string Words(bool isJson) => string.Concat(Enumerable.Range(0, 1 + (Length() / 4)).Select(_ => Word(isJson) + (_random.Next(3) == 0 ? " " : "")));

    private string Word(bool isJson) => (isJson ? TextMutator.JsonWords : TextMutator.CedarWords) is var words ? words[_random.Next(words.Count)] : "";

    private string Flipped(string[] originals, bool isJson)
    {
        var text = new StringBuilder(originals[_random.Next(originals.Length)]);
        for (var flips = _random.Next(4); flips >= 0; flips--)
        {
            var at = _random.Next(text.Length + 1);
            switch (_random.Next(5))
            {
                case 0 when at < text.Length:
                    text[at] = (char)(text[at] ^ (1 << _random.Next(8)));
                    break;
                case 1 when at < text.Length:
                    text.Remove(at, Math.Min(1 + _random.Next(8), text.Length - at));
                    break;
                case 2:
                    text.Insert(at, Word(isJson));
                    break;
                case 3:
                    text.Length = at;
                    break;
                default:
                    text.Insert(at, (char)_random.Next(_random.Next(3) == 0 ? 0x10000 : 0x80));
                    break;
            }
        }

        return text.ToString();
    }

    // What takes more than linear time, or more than the stack, does so on texts like these.
    private string Repeated(bool isJson)
    {
        var fragment = string.Concat(Enumerable.Range(0, 1 + _random.Next(4)).Select(_ => Word(isJson)));
        var beginning = _random.Next(2) == 0 ? "" : isJson ? "{\"a\":" : "permit(principal,action,resource)when{";
        return beginning + string.Concat(Enumerable.Repeat(fragment, MostRepeated / Math.Max(fragment.Length, 4)));
    }
}
