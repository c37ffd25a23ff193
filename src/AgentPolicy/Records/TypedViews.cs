using AgentPolicy.Language;
using AgentPolicy.Language.Binding;

namespace AgentPolicy.Records;

/// <summary>A record that knows nothing of the schema, such as a struct of the caller's, read by the types that the schema gives to its attributes.</summary>
internal sealed class TypedRecord : RecordSource, IScratchItem
{
    private PolicyValue _record;
    private SchemaType.Record? _type;

    public override int Count => Language.Records.Count(_record);

    public static PolicyValue Create(in PolicyValue record, SchemaType.Record type, PolicyScratch scratch)
    {
        var view = scratch.Rent<TypedRecord>();
        (view._record, view._type) = (record, type);
        return PolicyValue.FromSource(view);
    }

    public override PolicyValue Get(AttributeName name, PolicyScratch scratch)
    {
        var value = Language.Records.Get(_record, name, scratch);
        return SchemaTypes.Find(_type!, new TextView(name.Text)) is { } attribute
            ? SchemaTypes.Require(SchemaTypes.ConformDeep(value, attribute.Type, scratch), attribute)
            : value;
    }

    public override RecordReader Read(PolicyScratch scratch)
    {
        var reader = scratch.Rent<Reader>();
        reader.Start(Language.Records.Read(_record, scratch), _type!);
        return reader;
    }

    public void Reset() => (_record, _type) = (default, null);

    private sealed class Reader : RecordReader
    {
        private RecordReader? _inner;
        private SchemaType.Record? _type;

        public void Start(RecordReader inner, SchemaType.Record type) => (_inner, _type) = (inner, type);

        public override bool MoveNext(PolicyScratch scratch, out PolicyValue name, out PolicyValue value)
        {
            var more = _inner!.MoveNext(scratch, out name, out value);
            if (more && !name.IsError && SchemaTypes.Find(_type!, name.Text) is { } attribute)
                value = SchemaTypes.ConformDeep(value, attribute.Type, scratch);
            return more;
        }

        public override void Reset() => (_inner, _type) = (null, null);
    }
}

/// <summary>A set that knows nothing of the schema, read by the type that the schema gives to its elements.</summary>
internal sealed class TypedSet : SetSource, IScratchItem
{
    private SetSource? _set;
    private SchemaType? _elementType;

    public override int Count => _set!.Count;

    public static PolicyValue Create(SetSource set, SchemaType elementType, PolicyScratch scratch)
    {
        var view = scratch.Rent<TypedSet>();
        (view._set, view._elementType) = (set, elementType);
        return PolicyValue.FromSource(view);
    }

    public override bool FindsAtOnce => IsAsked && _set!.FindsAtOnce;

    // A set of texts only has nothing to convert, and can be asked without being read.
    private bool IsAsked => _set is ITextSet && _elementType is SchemaType.String;

    public override PolicyValue Contains(in PolicyValue element, PolicyScratch scratch, int depth) =>
        IsAsked ? _set!.Contains(element, scratch, depth) : base.Contains(element, scratch, depth);

    public override SetReader Read(PolicyScratch scratch)
    {
        var reader = scratch.Rent<Reader>();
        reader.Start(_set!.Read(scratch), _elementType!);
        return reader;
    }

    public void Reset() => (_set, _elementType) = (null, null);

    private sealed class Reader : SetReader
    {
        private SetReader? _inner;
        private SchemaType? _elementType;

        public void Start(SetReader inner, SchemaType elementType) => (_inner, _elementType) = (inner, elementType);

        public override bool MoveNext(PolicyScratch scratch, out PolicyValue element)
        {
            var more = _inner!.MoveNext(scratch, out element);
            if (more)
                element = SchemaTypes.ConformDeep(element, _elementType!, scratch);
            return more;
        }

        public override void Reset() => (_inner, _elementType) = (null, null);
    }
}

/// <summary>Marks the views of sets that hold texts and nothing else.</summary>
internal interface ITextSet;
